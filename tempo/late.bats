# Tempo with the lab's configuration: what waited in the collector's queue is found at the time when it
# happened, and what came before a long stop is found after it. As root, whom its folder belongs to without a
# volume.
source "$BATS_TEST_DIRNAME/../scripts/lab/lab.bash"
bats_require_minimum_version 1.5.0

setup() {
  engine_answers || skip 'no container engine answers'
  name=otel-lab-tempo-late-$$
  # Five seconds instead of 15 minutes are a long stop.
  sed 's/^ingester:/ingester:\n  complete_block_timeout: 5s/' "$BATS_TEST_DIRNAME/tempo.yaml" > "$BATS_TEST_TMPDIR/tempo.yaml"
  docker network create "$name" > /dev/null
  docker run --detach --name "$name" --network "$name" --network-alias tempo --env TEMPO_RETENTION=48h --publish 127.0.0.1::3200 \
    --user 0 --volume "$BATS_TEST_TMPDIR/tempo.yaml:/etc/tempo.yaml:ro" \
    "$TEMPO_IMAGE" -target=all -config.file=/etc/tempo.yaml -config.expand-env=true > /dev/null
  # Takes OTLP by HTTP, and passes it on to Tempo as it is.
  docker run --detach --name "$name-sender" --network "$name" --publish 127.0.0.1::4318 \
    --volume "$root/evidence/privacy/control.yaml:/config.yaml:ro" "$COLLECTOR_IMAGE" --config=/config.yaml > /dev/null
}

teardown() {
  [ -n "${name:-}" ] || return 0    # skipped
  docker rm --force --volumes "$name" "$name-sender" > /dev/null
  docker network rm "$name" > /dev/null
}

# ask CONTAINER PORT PATH OPTION...
ask() { curl --silent --fail --max-time 5 "http://$(docker port "$1" "$2/tcp" 2> /dev/null)$3" "${@:4}"; }

send() {
  ask "$name-sender" 4318 /v1/traces --output /dev/null --header 'content-type: application/json' --data '{"resourceSpans":[{"scopeSpans":[{"spans":[{
    "traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"late","startTimeUnixNano":"'"$1"'000000000","endTimeUnixNano":"'"$1"'000000001"}]}]}]}'
}

# finds FROM UNTIL: seconds since 1970.
finds() {
  ask "$name" 3200 /flush --request POST || return
  ask "$name" 3200 /api/search --get --data-urlencode 'q={ name = "late" }' --data "start=$1&end=$2" | jq --exit-status '.traces | length == 1'
}

@test "a span that is an hour old is found at its time" {
  then=$(($(date +%s) - 3600))
  poll_until 60 ask "$name" 3200 /ready
  poll_until 60 send "$then"
  poll_until 120 finds $((then - 60)) $((then + 60))
}

# finds_by_id: with its span. Without one, Tempo answers with an empty trace.
finds_by_id() {
  ask "$name" 3200 /api/v2/traces/5b8efff798038103d269b633813fc60c | jq --exit-status '.trace.resourceSpans | length == 1'
}

# lets_go: the ingester has it no more.
lets_go() { ask "$name" 3200 /metrics | grep -q '^tempo_ingester_blocks_cleared_total 1'; }

@test "a span that came before a long stop is found soon after it" {
  poll_until 60 ask "$name" 3200 /ready
  poll_until 60 send "$(date +%s)"
  poll_until 60 finds_by_id
  docker stop "$name" > /dev/null
  # The stop that is long.
  sleep 6
  docker start "$name" > /dev/null
  poll_until 120 lets_go
  poll_until 60 finds_by_id
}
