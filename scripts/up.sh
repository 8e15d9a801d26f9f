#!/usr/bin/env bash
# Usage: scripts/up.sh [--help]      (npm start)
# Summary: Start the lab, whatever this machine has: engine, Compose, images, seven services.
#
# What is missing is installed or built where that can be done, and named with the command that
# fixes it where not. Ends when a first trace, log and metric have really arrived.
# Variables: all of .env; COMPOSE_PROFILES=alerting (with Alertmanager), COMPOSE_PROJECT_NAME (a second lab beside the first),
# LAB_INSTALL_ENGINE=no (never install or start anything), LAB_OFFLINE_DIR (release tarballs for
# images/build.sh), LAB_NEEDED_DISK_MB, LAB_NEEDED_MEMORY_MB.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"
source "$scripts/engine.bash"
source "$scripts/preflight.bash"
source "$scripts/image-set.bash"
source "$scripts/probe.bash"

# Generous: a slow machine is not a failure.
readonly HEALTHY_SECONDS=240 SIGNAL_SECONDS=90

timings=()
# timed TITLE COMMAND...: a step, and how long it took.
timed() {
  local title=$1 start
  shift
  start=$(now_ms)
  step "$title"
  "$@"
  timings+=("$(printf '%8s s  %s' "$(as_seconds $(($(now_ms) - start)))" "$title")")
}

ensure_tools() {
  ensure_tool curl
  ensure_tool jq
  ensure_engine
  ensure_compose
  say "engine $(docker version --format '{{.Server.Version}}'), Compose $(docker compose version --short)"
}

preflight() {
  check_readable
  check_ports
  check_disk
  check_memory
}

build_app() {
  local log
  log=$(mktemp)
  compose build > "$log" 2>&1 || {
    tail -n 30 "$log" >&2
    fail "the lab's own images could not be built; the last lines are above, all of it is in $log"
  }
  rm -f "$log"
}

# Names each service that did not come up, with the last lines of its log.
explain_services() {
  local service state
  compose ps --all --format '{{.Service}} {{.State}} {{.Health}}' | while read -r service state; do
    case $state in 'running healthy') continue ;; esac
    complain "$service is $state; the last lines of its log:"
    compose logs --no-log-prefix --tail 15 "$service" >&2
  done
}

start_services() {
  local log
  log=$(mktemp)
  if ! compose up --detach --wait --wait-timeout "$HEALTHY_SECONDS" --remove-orphans > "$log" 2>&1; then
    tail -n 5 "$log" >&2
    explain_services
    fail 'not all services became healthy; what is wrong stands above'
  fi
  rm -f "$log"
}

# One request through the front door, then each store is asked for it.
wait_for_signals() {
  if [ "${OTEL_SDK_DISABLED:-false}" = true ]; then
    say 'OTEL_SDK_DISABLED=true: the backend sends nothing, so there is nothing to wait for'
    return
  fi
  local counter='http_requests_total{method="GET", endpoint="/api/tasks"}' before since
  new_trace
  before=$(prometheus_value "sum($counter)")
  since=$(date +%s)
  get_tasks || fail "no answer through $frontend_url/api/tasks; see: docker compose logs frontend backend"
  expect_signal trace tempo spans_of_trace
  expect_signal log loki logs_of_trace
  expect_signal metric prometheus counted "$counter" "$before" "$since"
}

get_tasks() {
  curl --silent --fail --max-time 10 --header "traceparent: $traceparent" --output /dev/null "$frontend_url/api/tasks"
}

# expect_signal SIGNAL STORE COMMAND...
expect_signal() {
  local signal=$1 store=$2 start
  start=$(now_ms)
  shift 2
  poll_until "$SIGNAL_SECONDS" "$@" > /dev/null \
    || fail "no $signal arrived in $store within $SIGNAL_SECONDS s; see: docker compose logs otel-collector $store"
  say "first $signal in $store after $(as_seconds $(($(now_ms) - start))) s"
}

print_links() {
  cat << LINKS

    App        $frontend_url     add a task; every click is a trace
$(if has_image "$GRAFANA_IMAGE"; then echo "    Grafana    $grafana_url/d/start-here"; else echo '    Grafana    not here: its image cannot be had (see images/README.md)'; fi)
    API        http://$host:$BACKEND_PORT/api/tasks
    Collector  http://$host:$COLLECTOR_ZPAGES_PORT/debug/pipelinez
$(if has_profile alerting; then echo "    Alerts     $alertmanager_url     see one arise: scripts/drill.sh burn"; fi)

    npm run verify    proves that every signal and every link works
    npm stop          stops it; the data stays
LINKS
}

takes_no_arguments "$@"

timed 'engine and tools' ensure_tools
timed 'ports, disk and memory' preflight
timed 'images' ensure_images
timed "the lab's own images" build_app
timed 'services, until all are healthy' start_services
timed 'first trace, log and metric' wait_for_signals
step 'The lab runs.'
printf '%s\n' "${timings[@]}"
print_links
