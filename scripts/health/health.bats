# health.sh with nothing running, and with one stub service.
source "$BATS_TEST_DIRNAME/../test/await.bash"
setup() {
  bats_require_minimum_version 1.5.0
  cd "$BATS_TEST_DIRNAME/../.." || return 1
  health=$PWD/scripts/health.sh
  # Unused ports, so that the test also runs beside a lab.
  port=28920
  for name in $(sed -n 's/^\([A-Z_]*_PORT\)=.*/\1/p' .env); do
    export "$name=$port"
    port=$((port + 1))
  done
  stubs=$BATS_TEST_TMPDIR/stubs
  mkdir "$stubs"
  PATH=$stubs:$PATH
  # Every image is there, Grafana's too.
  stub_docker ''
}

# stub_docker BODY
stub_docker() {
  printf '#!/usr/bin/env bash\n%s\n' "$1" > "$stubs/docker"
  chmod +x "$stubs/docker"
}

teardown() { [ -z "${server:-}" ] || kill "$server" 2> /dev/null || true; }

# answer_with STATUS: a server on the frontend's port.
answer_with() {
  python3 -c '
import http.server, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(int(sys.argv[2])); self.end_headers(); self.wfile.write(b"not yet\n")
    def log_message(self, *_): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()' "$FRONTEND_PORT" "$1" 3>&- &
  server=$!
  await 'curl --silent --output /dev/null "http://127.0.0.1:$FRONTEND_PORT"'
}

@test "nothing runs: exit status 1, each service by name, with what was wrong" {
  run -1 "$health" --timeout 1
  for service in frontend backend otel-collector tempo prometheus loki grafana; do
    grep -q "FAILED.*$service at http" <<< "$output"
  done
  [[ "$output" == *'frontend does not answer at http://127.0.0.1:28920: ECONNREFUSED'* && "$output" == *'docker compose logs tempo'* ]]
}

@test "it waits for a service that is late" {
  "$health" --timeout 15 --json > "$BATS_TEST_TMPDIR/result" 2> "$BATS_TEST_TMPDIR/progress" 3>&- &
  waiting=$!
  await '[ -s "$BATS_TEST_TMPDIR/progress" ]'
  answer_with 200
  status=0
  wait "$waiting" || status=$?
  [ "$status" -eq 1 ]
  jq -e '.passed == 1 and .failed == 6 and .checks[0].outcome == "ok"' "$BATS_TEST_TMPDIR/result"
}

@test "an answer that says no is not health, and is shown" {
  answer_with 503
  run -1 "$health" --timeout 5
  [[ "$output" =~ FAILED.*frontend.*'status 503: not yet' ]]
}

@test "Grafana is skipped by name where its image cannot be had" {
  stub_docker 'case "$*" in "image inspect "*) exit 1 ;; esac'
  run -1 "$health" --timeout 1
  [[ "$output" =~ skipped.*grafana.*'no image grafana/grafana' ]]
}

@test "JUnit goes where it should, in a path with a space, from any folder" {
  cd /
  run -1 "$health" --timeout 1 --junit "$BATS_TEST_TMPDIR/new folder/health.xml"
  grep -q 'tests="7" failures="7"' "$BATS_TEST_TMPDIR/new folder/health.xml"
}

@test "interrupted: it ends at once" {
  "$health" --timeout 60 > "$BATS_TEST_TMPDIR/out" 2>&1 3>&- &
  script=$!
  await '[ -s "$BATS_TEST_TMPDIR/out" ]'
  interrupt "$script"
  [ "$status" -eq 143 ]
}
