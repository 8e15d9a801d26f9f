# drill.sh with a server that acts as the lab: parts that are down, and alerts that fire and end.
bats_require_minimum_version 1.5.0

setup() {
  source "$BATS_TEST_DIRNAME/../test/stub-server.bash"
  export DRILL_FIRING_SECONDS=3 DRILL_RESOLVED_SECONDS=3
  played=$BATS_TEST_TMPDIR/played
  mkdir "$played"
  touch "$played/fires" "$played/ends"
  # The alert fires while the latest requested failure is less than a second old.
  serve_stub '
import time
folder, failures = sys.argv[1], []
def has(name): return os.path.exists(folder + "/" + name)
def firing():
    return has("fires") and bool(failures) and (not has("ends") or time.time() - failures[-1] < 1)
class Stub(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path
        if "simulate-error" in path:
            failures.append(time.time())
            open(folder + "/failures", "w").write(str(len(failures)))
            return self.answer({}, 500)
        if has("no-prometheus") or (has("dies") and failures and "alerts" in path): return self.answer({}, 503)
        if "api/v1/rules" in path: return self.answer({"data": {"groups": [] if has("no-rule") else [{}]}})
        if "api/v1/alerts" in path:
            labels = {"alertname": "SloLabBackendAvailabilityBurn", "severity": "page"}
            return self.answer({"data": {"alerts": [{"labels": labels, "state": "firing"}] if firing() else []}})
        if "api/v2/alerts" in path:
            names = ["drill"] + (["slack-stand-in", "pagerduty-stand-in"] if has("stand-ins") else [])
            return self.answer([{"receivers": [{"name": name} for name in names]}] if firing() else [])
        if "api/v1/query?" in path:
            watched = [] if has("unwatched") else ["alertmanager", "alert-receiver"]
            return self.answer({"data": {"result": [{"metric": {"job": job}, "value": [1, "1"]} for job in watched]}})
        by_stand_in = "receiver%3D%22" in path
        found = [] if has("loses") or by_stand_in and has("refuses") else [{"stream": {}, "values": [["1", "x"]]}]
        self.answer({"data": {"result": found}})
    def answer(self, body, status=200):
        self.send_response(status); self.end_headers(); self.wfile.write(json.dumps(body).encode())' "$played"
  export FRONTEND_PORT=$port PROMETHEUS_PORT=$port LOKI_PORT=$port ALERTMANAGER_PORT=$port
}
teardown() { kill "$server"; }

drill() { run --separate-stderr "$BATS_TEST_DIRNAME/../drill.sh" "$@"; }

@test "an alert that comes, is delivered and goes is shown, with the seconds of each" {
  drill burn
  [ "$status" -eq 0 ]
  [[ "$output" == *'s  the alert fires in Prometheus'*'it was delivered'*'the alert has ended'*'that was delivered too'*'==> Shown'* ]]
}

@test "--json says the same in one object" {
  drill burn --json
  [ "$status" -eq 0 ]
  jq -e '.shown and .failures > 0 and (.seconds | keys == ["at_alertmanager", "delivered", "end_delivered", "ended", "firing", "watched"])' <<< "$output"
}

@test "what goes to stand-ins must be taken by each, and its end too" {
  touch "$played/stand-ins"
  drill burn --json
  [ "$status" -eq 0 ]
  jq -e '.seconds | has("delivered slack-stand-in") and has("end_delivered pagerduty-stand-in")' <<< "$output"
  touch "$played/refuses"
  drill burn
  [ "$status" -eq 1 ]
  [[ "$stderr" == *'not within 3 s: pagerduty-stand-in took it'* ]]
}

@test "an alert that does not come is a failure" {
  rm "$played/fires"
  drill burn --json
  [ "$status" -eq 1 ]
  jq -e '.shown == false and (.problem | contains("fires in Prometheus"))' <<< "$output"
  # Four a second, as long as it waited.
  [ "$(< "$played/failures")" -le 16 ]
}

@test "an alert that is not delivered is a failure" {
  touch "$played/loses"
  drill burn
  [ "$status" -eq 1 ]
  [[ "$stderr" == *'not within 3 s: it was delivered'* ]]
}

@test "an Alertmanager or a receiver that Prometheus does not scrape is a failure" {
  touch "$played/unwatched"
  drill burn
  [ "$status" -eq 1 ]
  [[ "$stderr" == *'not within 3 s: Prometheus scrapes who delivers it'* ]]
}

@test "an alert that does not end is a failure" {
  rm "$played/ends"
  drill burn
  [ "$status" -eq 1 ]
  [[ "$stderr" == *'the alert has ended in Prometheus'* ]]
}

@test "without Alertmanager it cannot tell, and says how to start it" {
  ALERTMANAGER_PORT=9 drill burn
  [ "$status" -eq 2 ]
  [[ "$stderr" == *'COMPOSE_PROFILES=alerting npm start'* ]]
  [ ! -e "$played/failures" ]
}

@test "without Prometheus, without its rule, or when it dies meanwhile, it cannot tell" {
  for trouble in no-prometheus no-rule dies; do
    touch "$played/$trouble"
    drill burn
    [ "$status" -eq 2 ]
    rm "$played/$trouble"
  done
}

@test "interrupted, it ends at once, and so do its failures" {
  rm "$played/fires"
  DRILL_FIRING_SECONDS=60 "$BATS_TEST_DIRNAME/../drill.sh" burn > /dev/null 2>&1 3>&- &
  local drill=$! ended=0
  await '[ -e "$played/failures" ]'
  kill -TERM "$drill"
  wait "$drill" || ended=$?
  [ "$ended" -eq 143 ]
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
