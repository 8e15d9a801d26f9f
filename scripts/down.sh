#!/usr/bin/env bash
# Usage: scripts/down.sh [--volumes] [--yes] [--help]      (npm stop)
# Summary: Stop the lab. The data stays, unless --volumes forgets it.
#
# --volumes also deletes tasks, traces, metrics, logs and what was changed in Grafana; it asks
# once, or takes --yes where nobody can answer.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"

volumes=no yes=no
for argument in "$@"; do
  case $argument in
    --volumes) volumes=yes ;;
    --yes) yes=yes ;;
    --help) print_help; exit ;;
    *) wrong_call "unknown argument: $argument" ;;
  esac
done

confirm() {
  local answer
  [ -t 0 ] || fail '--volumes deletes all data; nobody can be asked here, so say --volumes --yes'
  read -r -p "Delete all tasks and telemetry of the lab $COMPOSE_PROJECT_NAME? [y/N] " answer
  case $answer in y | Y | yes) ;; *) fail 'nothing was deleted, and nothing stopped' ;; esac
}

docker version > /dev/null 2>&1 || fail 'no container engine answers, so nothing of the lab runs'
step "stopping the lab $COMPOSE_PROJECT_NAME"
if [ "$volumes" = yes ]; then
  [ "$yes" = yes ] || confirm
  docker compose --profile '*' down --volumes --remove-orphans
else
  docker compose --profile '*' down --remove-orphans
fi
