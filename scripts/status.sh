#!/usr/bin/env bash
# Usage: scripts/status.sh [--help]      (npm run status)
# Summary: Show what runs, its health, what it uses, and whether its image is an original.
#
# Exit status: 0 all services run and none is unhealthy, 1 otherwise.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"
source "$scripts/start/images.bash"

takes_no_arguments "$@"

engine_answers || fail 'no container engine answers. Start the lab with: npm start'

# status_of SERVICE: prints its line; 1 when it is not healthy.
status_of() {
  local service=$1 container state memory
  container=$(compose ps --all --quiet "$service")
  if [[ -z $container ]]; then
    printf '%-16s %-22s\n' "$service" 'not started'
    return 1
  fi
  state=$(docker inspect --format '{{.State.Status}}{{with .State.Health}}, {{.Status}}{{end}}' "$container")
  memory=$(sed -n "s/^$container //p" <<< "$memories")
  printf '%-16s %-22s %s\n' "$service" "$state" "$memory"
  # The canary has no health check: nothing waits for it.
  [[ $state == 'running, healthy' || $state == running ]]
}

# Once for all services: each call takes docker two seconds.
memories=$(docker stats --no-stream --no-trunc --format '{{.ID}} {{.MemUsage}}')
healthy=0
# Includes running services of profiles that this call does not name.
services=$({ compose config --services && compose --profile '*' ps --services; } | awk '!seen[$0]++')
for service in $services; do
  status_of "$service" || healthy=1
done
step images
report_images
[[ $healthy == 0 ]] || fail 'not everything is healthy. Start it with: npm start; look at one with: docker compose logs SERVICE'
