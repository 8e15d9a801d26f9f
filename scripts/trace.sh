#!/usr/bin/env bash
# Usage: scripts/trace.sh [--json] [--help] [TRACE_ID]      (npm run trace -- TRACE_ID)
# Summary: Show a trace in the terminal: its spans, its log lines, and its links to Grafana.
#
# TRACE_ID is 32 hexadecimal digits, as in the header traceresponse of every answer of the API:
#   curl -si localhost:5000/api/tasks | sed -n 's/^traceresponse: 00-\([0-9a-f]*\)-.*/\1/p'
# Without it, the newest trace of the lab. A span that failed is marked with "!".
# GRAFANA_URL: where your browser reaches Grafana (default: http://localhost, with the port of .env).
#
# A new trace is waited for, at most ten seconds.
#
# Exit status: 0 the trace is in Tempo, 1 it is not there, but the links are printed,
# 2 wrong arguments, or Tempo does not answer.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
run_typescript evidence/trace.ts "$@"
