# traffic.sh against the real API, without telemetry.
source "$BATS_TEST_DIRNAME/../test/await.bash"
setup_file() {
  bats_require_minimum_version 1.5.0
  export API_PORT=28900
  cd "$BATS_TEST_DIRNAME/../.." || return 1
  PATH=$PWD/node_modules/.bin:$PATH PORT=$API_PORT DATABASE_PATH=$BATS_FILE_TMPDIR/tasks.db OTEL_SDK_DISABLED=true \
    node backend/src/main.ts > "$BATS_FILE_TMPDIR/api.log" 2>&1 3>&- &
  echo $! > "$BATS_FILE_TMPDIR/api.pid"
  await 'curl --silent --fail "http://127.0.0.1:$API_PORT/health" > /dev/null' || { cat "$BATS_FILE_TMPDIR/api.log"; return 1; }
}
teardown_file() { kill "$(cat "$BATS_FILE_TMPDIR/api.pid")"; }

setup() {
  api=http://127.0.0.1:$API_PORT
  traffic=$BATS_TEST_DIRNAME/../traffic.sh
}

tasks_left() { curl --silent "$api/api/tasks" | jq '.tasks | length'; }

@test "every request is answered as its kind should be, from any folder, and no task stays" {
  cd /
  run --separate-stderr -0 "$traffic" --url "$api" --rate 20 --duration 4 --mix success:8,slow:1,error:1 --json
  jq -e '.planned == 80 and .answered == 80 and .unexpected == {} and .by_kind.slow.p50 > 0.8
    and .by_status["500"] == .by_kind.error.sent and .by_operation.create > 0 and .by_operation.read > 0' <<< "$output"
  [ "$(tasks_left)" = 0 ]
}

@test "an answer that is not the expected one: exit status 1, and which" {
  copy="$BATS_TEST_TMPDIR/a copy"
  mkdir "$copy"
  cp -R "$BATS_TEST_DIRNAME/../../"{.env,package.json,scripts,stores,evidence} "$copy"
  ln -s "$BATS_TEST_DIRNAME/../../node_modules" "$copy/node_modules"
  sed -i.bak '/simulate-slow?delay/{n;s/200/201/;}' "$copy/evidence/load/kinds.ts"
  run -1 "$copy/scripts/traffic.sh" --url "$api" --rate 4 --duration 1 --mix slow:1
  [[ "$output" == *'4 of slow were answered with 200'* ]]
}

@test "interrupted: no task, no file and no curl stay behind" {
  mkdir "$BATS_TEST_TMPDIR/temporary files"
  TMPDIR="$BATS_TEST_TMPDIR/temporary files" "$traffic" --url "$api" --rate 20 --duration 60 3>&- &
  script=$!
  await '[ "$(tasks_left)" -gt 2 ]'
  interrupt "$script"
  [ "$status" -eq 143 ]
  [ "$(tasks_left)" = 0 ]
  [ -z "$(ls "$BATS_TEST_TMPDIR/temporary files")" ]
}

@test "nothing is sent to a host that may be somebody else's" {
  for address in http://example.com http://127.0.0.1.example.com http://localhost.example.com http://10.0.0.1:8080 http://localhost@example.com; do
    run -2 "$traffic" --url "$address" --duration 1
  done
  run -2 "$traffic" --url http://example.com
  [[ "$output" == *'--i-own-this-host'* ]]
}

@test "wrong calls are refused, each with what would be right" {
  for arguments in '--rate 0' '--rate x' '--duration 1d' '--mix fast:1' '--mix success:0' '--seed a' '--url ftp://localhost' '--rate'; do
    run -2 "$traffic" $arguments
    [[ "$output" == *'see: scripts/traffic.sh --help'* ]]
  done
}

@test "nobody answers: exit status 2, and how to start the lab" {
  run -2 "$traffic" --url http://127.0.0.1:9 --duration 1
  [[ "$output" == *'npm start'* ]]
}
