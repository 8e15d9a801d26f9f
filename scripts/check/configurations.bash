# Checks configuration files with the programs that read them.

# Skipped without Compose: then nothing can be started with it either.
check_compose() {
  if ! docker compose version > /dev/null 2>&1; then
    say 'skipped: no docker compose here'
    return
  fi
  local overlay beside
  for overlay in compose.*.yml; do
    beside=docker-compose.yml
    if [[ $overlay == compose.sampled-workers.yml ]]; then beside=$beside:compose.scale.yml; fi
    COMPOSE_FILE=$beside:$overlay docker compose config --quiet || return
  done
}

check_containers() {
  if ! docker compose version > /dev/null 2>&1; then
    say 'skipped: no docker compose here'
    return
  fi
  quiet scripts/score.sh
}

# in_image IMAGE PROGRAM ARGUMENTS...: runs it with this folder as /lab.
in_image() {
  local image=$1 program=$2
  shift 2
  if ! has_image "$image"; then
    say "skipped: no $image here"
    return
  fi
  quiet docker run --rm --network none --env LAB_URL=http://lab --env ALERT_TARGET=lab --volume "$root:/lab:ro" --entrypoint "$program" "$image" "$@"
}
check_prometheus() { in_image "$PROMETHEUS_IMAGE" promtool check config /lab/prometheus/prometheus.yaml; }
check_alertmanager() { in_image "$ALERTMANAGER_IMAGE" amtool check-config /lab/alertmanager/alertmanager.yaml; }
