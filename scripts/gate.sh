#!/usr/bin/env bash
# Usage: scripts/gate.sh [OPTION...] [--help]      (npm run gate: with --enforce)
# Summary: Were the service level objectives kept over the last minutes?
#
# --window T         how far to look back, such as 90s, 10m or 2h (default: 10m)
# --since T          look back to this time, in seconds since 1970, in place of --window
# --enforce          exit with 1 when one was not kept; default: only report it
# --optional NAMES   objectives (id or kind, separated by commas) that may have no data, such as lcp
#                    when no browser ran
# --timeout T        how long to wait for the metrics of the latest requests (default: 30s)
# --objectives FILE  default: prometheus/objectives.json, made by npm run rules
# --json             the result as JSON on stdout; everything else goes to stderr
#
# Waits until the backend has exported its metrics once more, so that the last request counts too.
# An objective without data does not count as kept.
# Exit status: 0 all were kept, or --enforce was not given; 1 with --enforce: one was not;
# 2 no verdict: no data for one that is not optional, no answer, or wrong arguments.
# If one was not kept and another has no data, the status is 1.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
run_typescript evidence/gate.ts "$@"
