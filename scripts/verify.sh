#!/usr/bin/env bash
# Usage: scripts/verify.sh [--complete N] [--junit FILE] [--json] [--help]      (npm run verify)
# Summary: Send one request through the running lab, then ask every store for exactly that trace.
#
# Prints a line per check with the seconds from the request until it held. A check that never
# holds names what it saw last and a command that asks the same by hand.
#
# --complete N    instead, send N requests (1 to 20000) and ask whether every span, log line and
#                 count of them arrived, once; also written to reports/complete.json
# --junit FILE    where to write JUnit XML (default: reports/verify.xml or reports/complete.xml)
# --json          the result as JSON on stdout; everything else goes to stderr
#
# Exit status: 0 every check held (or was skipped, with its reason), 1 one did not,
# 2 the lab could not be asked at all.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"
source "$scripts/probe.bash"
source "$scripts/checks.bash"
source "$scripts/signal-checks.bash"
source "$scripts/api-checks.bash"
source "$scripts/page-checks.bash"
source "$scripts/grafana-checks.bash"
source "$scripts/complete.bash"

junit='' complete='' json=no
while [ $# -gt 0 ]; do
  case $1 in
    --junit) needs_value "$@"; junit=$(from_caller "$2"); shift ;;
    --complete) needs_value "$@"; complete=$2; shift ;;
    --json) json=yes ;;
    --help) print_help; exit ;;
    *) wrong_call "unknown argument: $1" ;;
  esac
  shift
done

[[ $complete =~ ^(|[1-9][0-9]{0,4})$ && ${complete:-1} -le 20000 ]] || wrong_call "--complete is a number of requests from 1 to 20000, not: $complete"
if [ "$json" = yes ]; then only_json; fi

# A task with a title of its own, so that two runs at once do not meet.
create_task() {
  curl --silent --show-error --fail-with-body --max-time 10 --header "traceparent: $traceparent" \
    --header 'Content-Type: application/json' --data "{\"title\": \"verify $trace_id\"}" "$frontend_url/api/tasks"
}

for tool in curl jq; do
  command -v "$tool" > /dev/null || cannot_tell "$tool is missing; install it first"
done
get "$frontend_url/healthz" > /dev/null || cannot_tell "nothing answers at $frontend_url. Start the lab with: npm start"

if [ -n "$complete" ]; then
  junit=${junit:-reports/complete.xml}
  status=0
  verify_complete "$complete" reports/complete.json || status=1
  write_junit "$junit" complete
  if [ "$json" = yes ]; then cat "$work/result.json" >&9; fi
  step "written to reports/complete.json and $junit"
  exit "$status"
fi

junit=${junit:-reports/verify.xml}
new_trace
requests_before=$(prometheus_value "sum($REQUESTS)") || cannot_tell "Prometheus does not answer at $prometheus_url"
durations_before=$(prometheus_value "sum($DURATIONS)")
since=$(date +%s)

step "one request: POST $frontend_url/api/tasks, trace $trace_id"
task=$(create_task) || cannot_tell "the request was refused: $task"
# Leaves nothing behind in the user's list.
at_exit() { curl --silent --max-time 5 --request DELETE "$frontend_url/api/tasks/$(jq .id <<< "$task")"; }

step 'what the stores know of it, and after how many seconds'
check_signals
check_api
check_page_signals
check_grafana
report_checks
write_junit "$junit" verify
if [ "$json" = yes ]; then checks_as_json >&9; fi
step "$passed passed, $failed failed, $skipped skipped; written to $junit"
[ "$failed" = 0 ]
