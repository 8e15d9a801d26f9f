# Your monitoring beside the lab's: what examples/monitoring says works with the running lab. Run by
# `scripts/test.sh monitoring`. The network is Compose's; nothing leaves this machine.
setup_file() {
  cd "$BATS_TEST_DIRNAME/../.." || return 1
  export LAB_PROMETHEUS_WITH_REMOTE_WRITE=$BATS_FILE_TMPDIR/prometheus.yaml
  cat prometheus/prometheus.yaml examples/monitoring/remote-write.yaml > "$LAB_PROMETHEUS_WITH_REMOTE_WRITE"
  chmod 755 "$BATS_RUN_TMPDIR" "$BATS_FILE_TMPDIR"
  export SECOND_ENDPOINT=http://elsewhere:4318
  compose up --detach --wait --no-deps otel-collector prometheus elsewhere elsewhere-prometheus
}

teardown_file() {
  cd "$BATS_TEST_DIRNAME/../.." || return 1
  compose rm --stop --force elsewhere elsewhere-prometheus
  docker compose up --detach --wait --no-deps otel-collector prometheus
}

setup() {
  cd "$BATS_TEST_DIRNAME/../.." || return 1
  source scripts/test/await.bash
}

compose() {
  docker compose -f docker-compose.yml -f examples/monitoring/second-destination.compose.yml \
    -f examples/monitoring/elsewhere.compose.yml "$@"
}

# received TEXT: the other collector has printed it.
received() { compose logs elsewhere | grep -F -- "$1" > /dev/null; }

# asked QUERY: the other Prometheus finds it.
asked() {
  compose exec -T elsewhere-prometheus wget -qO- "http://127.0.0.1:9090/api/v1/query?query=$1" | grep -F '"value"' > /dev/null
}

request() { curl -fsS -o /dev/null "localhost:$FRONTEND_PORT/api/tasks?limit=1"; }

@test "the second destination gets traces, metrics and logs" {
  request
  await 'received "GET /api/tasks"'
  await 'received http_requests_total'
  await 'received "Request completed"'
}

@test "what it misses waits on disk, through a kill of the collector, and the lab's stores go on" {
  compose stop elsewhere
  curl -sS -o /dev/null -X POST -H 'content-type: application/json' -d '{"title":""}' "localhost:$FRONTEND_PORT/api/tasks"
  await 'scripts/trace.sh | grep -F "POST /api/tasks" > /dev/null'
  compose kill otel-collector
  compose up --detach --wait --no-deps otel-collector
  compose start elsewhere
  await 'received create_task'
}

@test "federation: the other Prometheus reads the lab's series" {
  request
  await 'asked "http_requests_total%7Bservice_name=%22backend%22%7D"'
}

@test "remote write: the lab's Prometheus sends what matches, and nothing else" {
  request
  await 'asked traces_spanmetrics_calls_total'
  run ! asked otelcol_process_uptime
}
