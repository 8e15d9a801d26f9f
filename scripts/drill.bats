# drill.sh against a curl that plays the lab: what is down, and whether the alert comes and goes.
bats_require_minimum_version 1.5.0

setup() {
  mkdir "$BATS_TEST_TMPDIR/bin"
  export LAB_PLAYED=$BATS_TEST_TMPDIR/played PATH="$BATS_TEST_TMPDIR/bin:$PATH" DRILL_FIRING_SECONDS=2 DRILL_RESOLVED_SECONDS=2
  mkdir "$LAB_PLAYED"
  touch "$LAB_PLAYED/fires" "$LAB_PLAYED/ends"
  # Asked for a failure, it remembers the time; the alert fires while that is fresh.
  cat > "$BATS_TEST_TMPDIR/bin/curl" << 'STUB'
#!/usr/bin/env bash
has() { [ -e "$LAB_PLAYED/$1" ]; }
firing() { if has ends; then has fires && [ -n "$(find "$LAB_PLAYED/failure" -newermt '-1 second' 2> /dev/null)" ]; else has fires && has failure; fi; }
case "$*" in
  *simulate-error*) touch "$LAB_PLAYED/failure"; echo 500 ;;
  *9090/-/ready*) has no-prometheus && exit 7; echo ready ;;
  *9093/-/ready*) has no-alertmanager && exit 7; echo ready ;;
  *api/v1/rules*) if has no-rule; then echo '{"data":{"groups":[]}}'; else echo '{"data":{"groups":[{}]}}'; fi ;;
  *api/v1/alerts*)
    has dies && has failure && exit 7
    if firing; then state=firing; else state=inactive; fi
    echo "{\"data\":{\"alerts\":[{\"labels\":{\"alertname\":\"SloLabBackendAvailabilityBurn\",\"severity\":\"page\"},\"state\":\"$state\"}]}}" ;;
  *api/v2/alerts*) if firing; then echo '[{}]'; else echo '[]'; fi ;;
  *query_range*) if has loses; then echo '{"data":{"result":[]}}'; else echo '{"data":{"result":[{}]}}'; fi ;;
  *) echo '{}' ;;
esac
STUB
  chmod +x "$BATS_TEST_TMPDIR/bin/curl"
}

drill() { run --separate-stderr "$BATS_TEST_DIRNAME/drill.sh" "$@"; }

@test "an alert that comes, is delivered and goes is shown, with the seconds of each" {
  drill burn
  [ "$status" -eq 0 ]
  [[ "$output" == *'s  the alert fires in Prometheus'*'it was delivered'*'the alert has ended'*'that was delivered too'*'==> Shown'* ]]
}

@test "--json says the same in one object" {
  drill burn --json
  [ "$status" -eq 0 ]
  jq -e '.shown and .failures > 0 and (.seconds | keys == ["at_alertmanager", "delivered", "end_delivered", "ended", "firing"])' <<< "$output"
}

@test "an alert that does not come is a failure, and the failures stop" {
  rm "$LAB_PLAYED/fires"
  drill burn --json
  [ "$status" -eq 1 ]
  jq -e '.shown == false and (.problem | contains("fires in Prometheus"))' <<< "$output"
  touch -d '1 minute ago' "$LAB_PLAYED/failure"
  sleep 0.6
  [ -z "$(find "$LAB_PLAYED/failure" -newermt '-30 seconds')" ]
}

@test "an alert that is not delivered is a failure" {
  touch "$LAB_PLAYED/loses"
  drill burn
  [ "$status" -eq 1 ]
  [[ "$stderr" == *'not within 2 s: it was delivered'* ]]
}

@test "an alert that does not end is a failure" {
  rm "$LAB_PLAYED/ends"
  drill burn
  [ "$status" -eq 1 ]
  [[ "$stderr" == *'the alert has ended in Prometheus'* ]]
}

@test "without Alertmanager it cannot tell, and says how to start it" {
  touch "$LAB_PLAYED/no-alertmanager"
  drill burn
  [ "$status" -eq 2 ]
  [[ "$stderr" == *'COMPOSE_PROFILES=alerting npm start'* ]]
  [ ! -e "$LAB_PLAYED/failure" ]
}

@test "without Prometheus, without its rule, or when it dies meanwhile, it cannot tell" {
  for trouble in no-prometheus no-rule dies; do
    rm -f "$LAB_PLAYED/failure"
    touch "$LAB_PLAYED/$trouble"
    drill burn
    [ "$status" -eq 2 ]
    rm "$LAB_PLAYED/$trouble"
  done
}

@test "interrupted, it stops its failures" {
  rm "$LAB_PLAYED/fires"
  DRILL_FIRING_SECONDS=60 "$BATS_TEST_DIRNAME/drill.sh" burn > /dev/null 2>&1 3>&- &
  local drill=$! deadline=$((SECONDS + 20)) ended=0
  until [ -e "$LAB_PLAYED/failure" ]; do [ "$SECONDS" -lt "$deadline" ]; done
  kill -TERM "$drill"
  wait "$drill" || ended=$?
  [ "$ended" -eq 130 ]
  touch -d '1 minute ago' "$LAB_PLAYED/failure"
  sleep 0.6
  [ -z "$(find "$LAB_PLAYED/failure" -newermt '-30 seconds')" ]
}

@test "a wrong call says so, --help says how" {
  for arguments in '' flood 'burn --fast'; do
    # shellcheck disable=SC2086  # several arguments
    drill $arguments
    [ "$status" -eq 2 ]
    [[ "$stderr" == *'--help'* ]]
  done
  drill --help
  [ "$status" -eq 0 ]
  [[ "$output" == 'Usage: scripts/drill.sh burn'* ]]
}
