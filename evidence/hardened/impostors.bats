# Whoever connects within the hardened lab checks whom it has reached: SECURITY.md. Each part is replaced for a
# while: by one with the lab's own certificate, whom its clients trust, and by one with another authority's.
bats_require_minimum_version 1.5.0
source "$BATS_TEST_DIRNAME/hardened.bash"

setup_file() { LAB_SECRETS_DIR=$BATS_FILE_TMPDIR/other "$scripts/certs.sh"; }

teardown() {
  remove_impostor
  compose start --wait "$service"
}

# remove_impostor: if there is one.
remove_impostor() { docker ps --all --quiet --filter "name=^$impostor\$" | xargs -r docker rm --force; }

# in_place_of SERVICE FOLDER PORT:CLIENT...: with that folder's certificate, on all networks of the service.
in_place_of() {
  local network clients=("${@:3}")
  remove_impostor
  docker create --name "$impostor" --network none --user 0 --cap-drop ALL --volume "$BATS_TEST_DIRNAME:/test:ro" \
    --volume "$2:/certificates:ro" "$NODE_IMAGE" node /test/impostor.mjs "/certificates/$1.pem" "${clients[@]%%:*}"
  docker network disconnect none "$impostor"
  for network in $(docker inspect --format '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}' "$(compose ps --all --quiet "$1")"); do
    docker network connect --alias "$1" "$network" "$impostor"
  done
  docker start "$impostor"
}

# stir: has everybody ask whom they need, whatever comes of it.
stir() {
  local store
  status_of "$page/api/tasks" --max-time 3 || true
  post "$page/otlp/v1/logs" --max-time 3 || true
  for store in tempo prometheus loki; do as viewer "/api/datasources/proxy/uid/$store/ready" --max-time 3 || true; done
}

# told WHAT PORT:CLIENT...: does the impostor tell this of each?
told() {
  local client log
  log=$(docker logs "$impostor")
  for client in "${@:2}"; do
    grep --quiet "^${client%:*} $1 by $COMPOSE_PROJECT_NAME-${client#*:}-1\." <<< "$log" || return 1
  done
}

# until_told WHAT PORT:CLIENT...
until_told() {
  local deadline=$((SECONDS + 90))
  until told "$@"; do
    if ((SECONDS > deadline)); then
      echo "waited for: $*; it told:"
      docker logs "$impostor" | sort | uniq --count
      return 1
    fi
    stir > /dev/null
  done
}

# check SERVICE PORT:CLIENT...
check() {
  service=$1 impostor=$COMPOSE_PROJECT_NAME-impostor
  compose stop "$service"
  in_place_of "$service" "$LAB_SECRETS_DIR" "${@:2}"
  until_told trusted "${@:2}"
  in_place_of "$service" "$BATS_FILE_TMPDIR/other" "${@:2}"
  until_told asked "${@:2}"
  stir > /dev/null
  docker logs "$impostor" | sort | uniq --count
  run ! grep trusted <(docker logs "$impostor")
}

@test "nginx checks the backend" { check backend 5000:frontend; }

@test "backend and nginx check the collector" { check otel-collector 4318:backend 4319:frontend; }

# bats test_tags=long
@test "collector, Grafana and Prometheus check Tempo" { check tempo 4317:otel-collector 3200:grafana 3200:prometheus; }

# bats test_tags=long
@test "collector, Grafana and Tempo check Prometheus" { check prometheus 9090:otel-collector 9090:grafana 9090:tempo; }

# bats test_tags=long
@test "collector, Grafana and Prometheus check Loki" { check loki 3100:otel-collector 3100:grafana 3100:prometheus; }

# bats test_tags=long
@test "Prometheus checks Grafana" { check grafana 3000:prometheus; }
