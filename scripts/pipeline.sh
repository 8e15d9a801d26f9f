#!/usr/bin/env bash
# Usage: scripts/pipeline.sh [STAGE] [--list] [--help]
# Summary: Run the stages of a CI job, in order, or one of them; each calls the script that does it.
#
# STAGE     this one alone, as the files in ci/ and .github/ do; in the order that --list prints
# --list    the stages, one per line
#
# Without an argument all are run. What failed ends the run, except the gate (slo), after which
# report and dashboards still tell why; then the logs are collected. Cleanup comes last, whatever
# happened, and removes the lab with its data: so the whole run refuses a project that has some.
# Give it one of its own, and its own ports: COMPOSE_PROJECT_NAME, and the *_PORT of .env.
# Results are in reports/: JUnit as .xml, report.html, report.md, report.json, slo.json.
# Variables: LAB_CI_RATE (requests a second, default 10), LAB_CI_DURATION (of traffic, default 70s).
# Exit status: that of the first stage that failed; 2 also for a wrong call or a project in use.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"
source "$scripts/probe.bash"

readonly STAGES='build start health traffic traces metrics logs slo report dashboards'
# They belong to no order: one where something failed, the other always.
readonly AT_THE_END='logs-on-failure cleanup'
# What the stages after traffic ask for: what was sent, and when.
readonly TRAFFIC=$root/reports/traffic.json

build() {
  source "$scripts/engine.bash"
  source "$scripts/image-set.bash"
  ensure_tool curl
  ensure_tool jq
  ensure_engine
  ensure_compose
  ensure_images
  compose build
}
start() { scripts/up.sh; }
health() { scripts/health.sh --timeout 2m --junit reports/health.xml; }

traffic() {
  local status=0 before
  mkdir -p reports
  # Else what was asked just before would be counted as of this traffic.
  poll_until 30 exported_since "$(now_ms)" || cannot_tell "the backend has sent no metrics for 30 s to $prometheus_url. Start the lab with: npm start"
  before=$(source "$scripts/traffic-signals.bash" && traffic_before) || cannot_tell "Prometheus does not answer at $prometheus_url. Start the lab with: npm start"
  # The objectives are about requests that should succeed.
  scripts/traffic.sh --rate "${LAB_CI_RATE:-10}" --duration "${LAB_CI_DURATION:-70s}" --mix success:100 --json > "$TRAFFIC.new" || status=$?
  if [ -s "$TRAFFIC.new" ]; then
    jq --argjson before "$before" --argjson ended "$(date +%s)" '. + {$before, $ended}' "$TRAFFIC.new" > "$TRAFFIC"
    say "$(jq -r '"\(.answered) of \(.planned) answered, 95 % within \(.seconds.p95 * 1000 | round) ms"' "$TRAFFIC")"
  fi
  rm -f "$TRAFFIC.new"
  return "$status"
}

traces() { count_signal traces; }
metrics() { count_signal metrics; }
logs() { count_signal logs; }
# count_signal SIGNAL: has it arrived, of this traffic?
count_signal() {
  need_traffic
  source "$scripts/checks.bash"
  source "$scripts/traffic-signals.bash"
  "check_$1"
  report_checks
  write_junit "reports/$1.xml" "$1"
  step "$passed passed, $failed failed, $skipped skipped; written to reports/$1.xml"
  [ "$failed" = 0 ]
}
need_traffic() { [ -s "$TRAFFIC" ] || cannot_tell 'nothing was sent yet: scripts/pipeline.sh traffic'; }
# since_traffic: the window from its first request until now; a report needs at least a minute.
since_traffic() {
  local seconds=$(($(date +%s) - $(jq .before.at "$TRAFFIC")))
  printf '%ds\n' "$((seconds < 60 ? 60 : seconds))"
}

# No browser has opened the page, so nobody measured how fast it felt.
slo() {
  local status=0
  need_traffic
  scripts/slo-gate.sh --enforce --window "$(since_traffic)" --optional lcp --json > reports/slo.json || status=$?
  jq -r '.objectives[] | "    \(.verdict + "         " | .[:9]) \(.title): \(.bad // "-") bad of \(.events // "-")"' reports/slo.json || true
  return "$status"
}
report() {
  need_traffic
  scripts/report.sh --window "$(since_traffic)" --optional lcp
}
dashboards() {
  if ! has_image "$GRAFANA_IMAGE"; then
    step "skipped: no image $GRAFANA_IMAGE"
    return
  fi
  scripts/export-dashboards.sh
}
logs_on_failure() { scripts/collect-logs.sh --output reports/logs.tar.gz; }
cleanup() { scripts/cleanup.sh --yes; }

# All of one kind that carry this project's label.
of_project() { docker "$@" --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME"; }
refuse_project_in_use() {
  # Without an engine there is nothing; the first stage brings one or says why not.
  docker version > /dev/null 2>&1 || return 0
  [ -z "$(of_project ps --all --quiet)$(of_project volume ls --quiet)" ] \
    || cannot_tell "the lab $COMPOSE_PROJECT_NAME exists, and the last stage would remove it with its data." \
      "Use another name and other ports (README, Settings), run a single stage, or remove it: npm run cleanup"
}

timings=() first_failure=0 job=''
# run_stage STAGE: in a process of its own, as a CI system does; its seconds and how it ended. With a
# process group of its own, so that an interrupted run ends all of it before it cleans up.
run_stage() {
  local status=0 began=$SECONDS verdict=ok
  step "stage $1"
  set -m
  "$scripts/pipeline.sh" "$1" < /dev/null &
  set +m
  job=$!
  wait "$job" || status=$?
  if [ "$status" != 0 ]; then verdict="failed with $status"; fi
  if [ "$first_failure" = 0 ]; then first_failure=$status; fi
  timings+=("$(printf '%6d s  %-15s %s' "$((SECONDS - began))" "$1" "$verdict")")
  return "$status"
}

run_all() {
  local stage
  refuse_project_in_use
  rm -f "$TRAFFIC"
  trap end_run EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  for stage in $STAGES; do
    run_stage "$stage" || [ "$stage" = slo ] || break
  done
  exit "$first_failure"
}

stage_ended() { ! kill -0 -- "-$job" 2> /dev/null; }
end_run() {
  local status=$?
  trap '' INT TERM
  trap - EXIT
  if kill -- "-$job" 2> /dev/null; then poll_until 15 stage_ended || true; fi
  if [ "$status" != 0 ]; then run_stage logs-on-failure || true; fi
  run_stage cleanup || true
  step 'seconds per stage'
  printf '%s\n' "${timings[@]}"
  if [ "$status" = 0 ]; then status=$first_failure; fi
  exit "$status"
}

# shellcheck disable=SC2086  # lists of names
list_stages() { printf '%s\n' $STAGES $AT_THE_END; }

[ $# -le 1 ] || wrong_call 'one stage at a time'
case ${1:-} in
  '') run_all ;;
  --help) print_help ;;
  --list) list_stages ;;
  -*) wrong_call "unknown argument: $1" ;;
  *)
    case " $STAGES $AT_THE_END " in *" $1 "*) ;; *) wrong_call "there is no stage $1; they are: $STAGES $AT_THE_END" ;; esac
    "${1//-/_}" ;;
esac
