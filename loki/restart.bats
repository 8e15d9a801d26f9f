# Loki with the lab's configuration: it has what it took, however it ends. The streams were idle before, so
# that Loki has forgotten them.
source "$BATS_TEST_DIRNAME/../scripts/lab/lab.bash"
bats_require_minimum_version 1.5.0

# One for each test, so that their idle minutes are the same.
setup_file() {
  engine_answers || skip 'no container engine answers'
  export prefix=otel-lab-loki-restart-$$
  local name
  for name in "$prefix-stop" "$prefix-kill"; do
    # A volume has the owner of the image's folder.
    docker run --detach --name "$name" --env LOKI_RETENTION=168h --publish 127.0.0.1::3100 --volume "$name:/loki" \
      --volume "$BATS_TEST_DIRNAME/loki.yaml:/etc/loki/loki.yaml:ro" \
      "$LOKI_IMAGE" -config.file=/etc/loki/loki.yaml -config.expand-env=true > /dev/null
    send 50 first
  done
}

teardown_file() {
  docker rm --force --volumes "$prefix-stop" "$prefix-kill" > /dev/null
  docker volume rm "$prefix-stop" "$prefix-kill" > /dev/null
}

ask() { curl --silent --fail --max-time 5 "http://$(docker port "$name" 3100/tcp)$1" "${@:2}"; }

# send NUMBER TEXT: lines of one stream, tried until they are taken.
send() {
  local values now
  now=$(date +%s)
  values=$(for ((i = 1; i <= $1; i++)); do printf ',["%s","%s"]' "$((now * 1000000000 + i))" "$2"; done)
  poll_until 60 push "${values:1}"
}

push() {
  ask /loki/api/v1/push --header 'content-type: application/json' \
    --data "{\"streams\":[{\"stream\":{\"service_name\":\"x\"},\"values\":[$1]}]}"
}

has() {
  local answer
  answer=$(ask /loki/api/v1/query --get --data-urlencode "query=sum(count_over_time({service_name=\"x\"} |= \"$2\" [30m]))") || return
  [ "$(jq --raw-output '.data.result[0].value[1]' <<< "$answer")" = "$1" ]
}

metric() { ask /metrics | sed -n "s/^loki_ingester_$1 //p"; }
has_no_stream() { [ "$(metric 'memory_streams{tenant="fake"}')" = 0 ]; }
has_checkpoints() { [ "$(metric checkpoint_creations_total)" -ge "$1" ]; }

@test "what came after an idle minute is there after a stop" {
  name=$prefix-stop
  poll_until 240 has_no_stream
  send 20 second
  docker stop "$name" > /dev/null
  docker start "$name" > /dev/null
  poll_until 60 has 20 second
  poll_until 10 has 50 first
}

@test "what came some seconds after a stream was forgotten is there after a kill" {
  name=$prefix-kill
  poll_until 240 has_no_stream
  poll_until 90 has_checkpoints "$(($(metric checkpoint_creations_total) + 2))"
  send 20 second
  docker kill "$name" > /dev/null
  docker start "$name" > /dev/null
  poll_until 60 has 20 second
  poll_until 10 has 50 first
}
