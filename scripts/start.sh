#!/usr/bin/env bash
# Usage: scripts/start.sh [--help]      (npm start)
# Summary: Start the lab's seven services; installs the engine, Compose and images if needed.
#
# What is missing is installed or built if possible; otherwise the command that fixes it is printed.
# Ends when a first trace, log and metric have arrived in the stores.
# Variables: all of .env; COMPOSE_PROFILES=alerting (with Alertmanager), ALERT_TARGET and
# ALERT_SECRET_FILE (with Slack or PagerDuty: docs/guide/existing-monitoring.md), COMPOSE_PROJECT_NAME
# (a second lab beside the first), LAB_INSTALL_ENGINE=no (never install or start anything),
# LAB_OFFLINE_DIR (release tarballs for images/build.sh), LAB_NEEDED_DISK_MB, LAB_NEEDED_MEMORY_MB.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"
source "$scripts/lab/install.bash"
source "$scripts/start/engine.bash"
source "$scripts/start/preflight.bash"
source "$scripts/start/images.bash"
source "$scripts/start/services.bash"

takes_no_arguments "$@"

timings=()
# timed TITLE COMMAND...: runs a step and prints how long it took.
timed() {
  local title=$1 start
  shift
  start=$(now_ms)
  step "$title"
  "$@"
  timings+=("$(printf '%8s s  %s' "$(as_seconds $(($(now_ms) - start)))" "$title")")
}

print_links() {
  local grafana="http://$host:$GRAFANA_PORT/d/start-here"
  if ! has_image "$GRAFANA_IMAGE"; then grafana='not here: its image cannot be had (see images/README.md)'; fi
  cat << LINKS

    App        http://$host:$FRONTEND_PORT     add a task; every click is a trace
    Grafana    $grafana
    API        http://$host:$BACKEND_PORT/api/tasks
    Collector  http://$host:$COLLECTOR_ZPAGES_PORT/debug/pipelinez
$(if has_profile alerting; then echo "    Alerts     http://$host:$ALERTMANAGER_PORT     see one arise: scripts/drill.sh burn"; fi)

    npm run verify    proves that every signal and every link works
    npm stop          stops it; the data stays
LINKS
}

timed 'engine and tools' ensure_tools
timed 'ports, disk and memory' preflight
timed 'images' ensure_images
timed "the lab's own images" build_app
timed 'services, until all are healthy' start_services
timed 'first trace, log and metric' first_signals
step 'The lab runs.'
printf '%s\n' "${timings[@]}"
print_links
