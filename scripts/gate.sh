#!/usr/bin/env bash
# Usage: scripts/gate.sh [OPTION...] [--help]      (npm run gate: with --enforce)
# Summary: Were the service level objectives kept over the last minutes?
#
# --window T         how far to look back, such as 90s, 10m or 2h (default: 10m)
# --since T          look back to this time, in seconds since 1970, in place of --window
# --enforce          exit with 1 when one was not kept; without it that is reported only
# --optional NAMES   objectives (id or kind, with commas) that may be without data, such as lcp
#                    where no browser ran
# --timeout T        how long to wait for the metrics of the last requests (default: 30s)
# --objectives FILE  default: prometheus/objectives.json, made by npm run rules
# --json             the result as JSON on stdout; everything else goes to stderr
#
# Waits until the backend has sent its metrics once more, so that the last request counts too.
# An objective without data is never kept: nobody knows.
# Exit status: 0 all were kept, or --enforce was not given; 1 with --enforce: one was not;
# 2 it cannot be told: no data for one that is not optional, no answer, or a wrong call.
# Where one was not kept and another has no data, 1 wins.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
run_typescript evidence/gate.ts "$@"
