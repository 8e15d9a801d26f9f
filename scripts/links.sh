#!/usr/bin/env bash
# Usage: scripts/links.sh [--json] [--help] TRACE_ID      (npm run links -- TRACE_ID)
# Summary: Where to look at a trace in Grafana: the trace, its logs, and the metrics of its service.
#
# TRACE_ID is 32 hexadecimal digits, as in the header traceresponse of every answer of the API:
#   curl -si localhost:5000/api/tasks | sed -n 's/^traceresponse: 00-\([0-9a-f]*\)-.*/\1/p'
# The page's links are the same. GRAFANA_URL: where your browser reaches Grafana
# (default: http://localhost, with the port of .env).
#
# Exit status: 0 the trace is in Tempo, 1 it is not there (yet); the links are printed all the
# same, 2 wrong call, or Tempo does not answer.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
run_typescript evidence/links.ts "$@"
