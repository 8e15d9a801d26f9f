# export-dashboards.sh with a stub Grafana that returns the source's dashboards, unless a test changes them.

setup() {
  bats_require_minimum_version 1.5.0
  source "$BATS_TEST_DIRNAME/../test/stub-server.bash"
  given=$BATS_TEST_TMPDIR/given
  cp -r "$BATS_TEST_DIRNAME/../../grafana/dashboards" "$given"
  serve
}
teardown() { kill "$server"; }

# An empty file in $given makes Grafana answer with an error; with a file NAME.late, only the first two times.
serve() {
  serve_stub '
asked = {}
class Stub(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        folder, path = sys.argv[1], self.path.split("?")[0]
        names = sorted(name[:-5] for name in os.listdir(folder) if name.endswith(".json"))
        if path == "/api/search": return self.answer([{"uid": name} for name in names])
        uid = path.rsplit("/", 1)[1]
        asked[uid] = asked.get(uid, 0) + 1
        text = open(f"{folder}/{uid}.json").read()
        if not text or (os.path.exists(f"{folder}/{uid}.late") and asked[uid] < 3): return self.send_error(500)
        self.answer({"dashboard": {**json.loads(text), "id": 7, "version": 3}})
    def answer(self, body):
        self.send_response(200); self.end_headers(); self.wfile.write(json.dumps(body).encode())' "$given"
  export GRAFANA_PORT=$port
}

# export_dashboards EXPECTED_STATUS [OPTION...]
export_dashboards() {
  local expected=$1
  shift
  run "-$expected" --separate-stderr "$BATS_TEST_DIRNAME/../export-dashboards.sh" --output "$BATS_TEST_TMPDIR/saved" --timeout 2s "$@"
}

@test "as in the source: exit status 0, and each is saved" {
  export_dashboards 0
  [ "$(grep -c 'as in the source' <<< "$output")" = "$(ls "$given" | wc -l)" ]
  [ "$(ls "$given")" = "$(ls "$BATS_TEST_TMPDIR/saved")" ]
}

@test "what was changed is named: exit status 1" {
  jq '.panels[0].title = "Another"' "$given/database.json" > "$BATS_TEST_TMPDIR/new"
  mv "$BATS_TEST_TMPDIR/new" "$given/database.json"
  export_dashboards 1 --json
  jq -e '[.[] | select(.differences != []) | .uid] == ["database"]' <<< "$output"
}

@test "one that Grafana cannot give is no difference: exit status 2, and which" {
  : > "$given/slo.json"
  export_dashboards 2
  [[ "$stderr" == *'Grafana does not give the dashboard slo'* ]]
}

@test "Grafana may stumble once" {
  touch "$given/slo.late"
  export_dashboards 0
}
