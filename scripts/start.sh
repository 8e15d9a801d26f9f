#!/usr/bin/env bash
# Usage: scripts/start.sh [--help]      (npm start)
# Summary: Start the lab's seven services; installs the engine, Compose and images if needed.
#
# What is missing is installed or built if possible; otherwise the command that fixes it is printed.
# Ends when a first trace, log and metric have arrived in the stores.
# Variables: all of .env; COMPOSE_PROFILES=alerting (with Alertmanager), ALERT_TARGET and
# ALERT_SECRET_FILE (with Slack or PagerDuty: docs/guide/existing-monitoring.md), COMPOSE_PROJECT_NAME (a
# second lab beside the first), LAB_INSTALL_ENGINE=no (never install or start anything), LAB_OFFLINE_DIR
# (release tarballs for images/build.sh), LAB_NEEDED_DISK_MB, LAB_NEEDED_MEMORY_MB. These stay as they are
# until they are set to false: LAB_HARDENED=true (TLS, logins and tokens everywhere: compose.hardened.yml),
# LAB_SAMPLING=true (a part of the traces is kept: compose.sampling.yml, with SAMPLING_PERCENT and
# SAMPLING_KEEP), LAB_SCALE=true (of each part several, with Kafka and S3: compose.scale.yml).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"
source "$scripts/lab/install.bash"
source "$scripts/start/engine.bash"
source "$scripts/start/preflight.bash"
source "$scripts/start/images.bash"
source "$scripts/start/services.bash"
source "$scripts/start/hardened.bash"
source "$scripts/start/links.bash"

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

timed 'engine and tools' ensure_tools
timed 'ports, disk and memory' preflight
timed 'images' ensure_images
timed "the lab's own images" build_app
if is_hardened; then timed 'certificates, tokens and passwords' make_secrets; fi
timed 'services, until all are healthy' start_services
if is_hardened; then timed "Grafana's users" make_users; fi
remember_modes
timed 'first trace, log and metric' first_signals
step 'The lab runs.'
printf '%s\n' "${timings[@]}"
print_links
