#!/usr/bin/env bash
# Usage: scripts/stop.sh [--volumes] [--yes] [--help]      (npm stop)
# Summary: Stop the lab. The data stays, unless --volumes is given.
#
# --volumes also deletes tasks, traces, metrics, logs and changes made in Grafana. It asks first,
# unless --yes is given.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
volumes=no yes=no
for argument in "$@"; do
  case $argument in
    --volumes) volumes=yes ;;
    --yes) yes=yes ;;
    *) wrong_call "unknown argument: $argument" ;;
  esac
done

engine_answers || fail 'no container engine answers, so nothing of the lab runs'
step "stopping the lab $COMPOSE_PROJECT_NAME"
if [[ $volumes == yes ]]; then
  [[ $yes == yes ]] || confirm "Delete all tasks and telemetry of the lab $COMPOSE_PROJECT_NAME?" || fail 'nothing was deleted, and nothing stopped'
  docker compose --profile '*' down --volumes --remove-orphans
else
  docker compose --profile '*' down --remove-orphans
fi
