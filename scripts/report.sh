#!/usr/bin/env bash
# Usage: scripts/report.sh [OPTION...] [--help]      (npm run report)
# Summary: Report on the last minutes: one HTML page, Markdown for a job's summary, and JSON.
#
# --window T            how far to look back, such as 90s, 10m or 2h (default: 10m)
# --since T             look back to this time, in seconds since 1970, in place of --window
# --output FILE.html    default: reports/report.html; .md and .json are written beside it
# --compare FILE.json   the JSON of an earlier report: list what became slower, larger or incomplete
# --fail-on-regression  exit with 1 when --compare finds something worse
# --optional NAMES      objectives that may have no data, as for gate.sh
# --json                the JSON on stdout too; everything else goes to stderr
#
# Shows objectives, rate, errors and duration, the slowest and the failed traces with Grafana links,
# the last result of verify.sh --complete, the seconds until each store has a request, and what the
# containers use. Data that is not available is named in the page.
# Exit status: 0 written; 1 --fail-on-regression found something worse; 2 no report or verdict.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
# Input for evidence/report/containers.ts, which may run in a container without the engine.
containers() {
  local ids
  ids=$(of_project ps --all --quiet --no-trunc 2> /dev/null) || return 0
  [[ -n $ids ]] || return 0
  # shellcheck disable=SC2086  # a list of ids
  docker inspect $ids | jq -c .
  # shellcheck disable=SC2086
  docker stats --no-stream --no-trunc --format '{{json .}}' $ids 2> /dev/null || true
}

run_typescript evidence/report.ts "$@" < <(containers)
