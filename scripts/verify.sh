#!/usr/bin/env bash
# Usage: scripts/verify.sh [--complete N] [--junit FILE] [--json] [--help]      (npm run verify)
# Summary: Send one request through the running lab, then ask every store for exactly that trace.
#
# Prints one line per check, with the seconds from the request until it held. A check that fails
# prints what it saw last and a command that asks the same by hand.
#
# --complete N    instead, send N requests (1 to 20000) and check that each of their spans, log
#                 lines and counts arrived exactly once; also writes reports/complete.json
# --junit FILE    where to write JUnit XML (default: reports/verify.xml or reports/complete.xml)
# --json          the result as JSON on stdout; everything else goes to stderr
#
# Exit status: 0 every check held (or was skipped, with its reason), 1 one did not,
# 2 the lab does not answer at all.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
if lacks_grafana; then export LAB_GRAFANA=no; fi
run_typescript evidence/verify.ts "$@"
