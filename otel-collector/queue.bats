# start.sh in the image of the collector: what happens when a file of the queue is damaged.
source "$BATS_TEST_DIRNAME/../scripts/lab/lab.bash"
bats_require_minimum_version 1.5.0

setup_file() {
  engine_answers || skip 'no container engine answers'
  export image=otel-lab-queue-test-$$
  docker build --quiet --tag "$image" --build-arg COLLECTOR_IMAGE --build-arg BUSYBOX_IMAGE "$BATS_TEST_DIRNAME" > /dev/null
}
teardown_file() { docker rmi "$image" > /dev/null; }

setup() {
  data=$BATS_TEST_TMPDIR/data
  mkdir -m 777 "$data"
  name=otel-lab-queue-$$
  queue=$data/exporter_otlp_grpc_tempo_traces
  # Without stores, so that all it takes stays in its queue.
  docker run --detach --name "$name" --restart unless-stopped --publish 127.0.0.1::4318 --publish 127.0.0.1::8888 \
    --volume "$data:/var/lib/otelcol" --volume "$root/otel-collector/start.sh:/start.sh:ro" \
    --volume "$root/otel-collector:/config:ro" \
    --entrypoint /busybox "$image" sh /start.sh --config=/config/{config,privacy,stores}.yaml > /dev/null
  poll_until 60 send_span
}

teardown() {
  [ -n "${name:-}" ] || return 0    # skipped
  docker logs "$name" 2>&1 | tail -n 15
  docker rm --force "$name" > /dev/null
}

ask() { curl --silent --fail --max-time 5 "$(address "$1")$2" "${@:3}"; }
address() { echo "http://$(docker port "$name" "$1/tcp" 2> /dev/null)"; }

send_span() {
  ask 4318 /v1/traces --output /dev/null --header 'content-type: application/json' --data '{"resourceSpans":[{"scopeSpans":[{"spans":[{
    "traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"x","startTimeUnixNano":"1","endTimeUnixNano":"2"}]}]}]}'
}

# All but the two pages that the file begins with.
damage() {
  dd if=/dev/zero of="$queue" bs=4096 seek=2 count=$(($(stat -c %s "$queue") / 4096 - 2)) conv=notrunc status=none
}

set_aside() { ask 8888 /metrics | grep --only-matching 'lab_queue_set_aside="[^"]*"' | sort -u; }

@test "a damaged file of the queue is set aside, and told" {
  [ "$(set_aside)" = '' ]
  for _ in {1..50}; do send_span; done
  docker stop "$name" > /dev/null
  damage
  docker start "$name" > /dev/null
  poll_until 60 send_span
  folders=("$data"/set-aside/*)
  [ -e "${folders[0]}/${queue##*/}" ]
  [ "$(set_aside)" = "lab_queue_set_aside=\"${folders[0]##*/}\"" ]
}

@test "a queue that is whole stays, whatever ends the collector" {
  send_span
  for _ in 1 2 3 4; do
    docker kill "$name" > /dev/null
    docker start "$name" > /dev/null
    poll_until 60 send_span
  done
  docker stop "$name" > /dev/null
  [ "$(docker inspect --format '{{.State.ExitCode}}' "$name")" = 0 ]
  [ ! -e "$data/set-aside" ]
  [ ! -e "$data/panics-at-start" ]
}
