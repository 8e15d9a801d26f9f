# gate.sh with a stub Prometheus: the queries are BAD and TOTAL of an objective, the answers are files.
setup() {
  bats_require_minimum_version 1.5.0
  source "$BATS_TEST_DIRNAME/../test/stub-server.bash"
  gate=$BATS_TEST_DIRNAME/../gate.sh
  answers=$BATS_TEST_TMPDIR/answers
  mkdir "$answers" "$BATS_TEST_TMPDIR/a folder"
  objectives="$BATS_TEST_TMPDIR/a folder/objectives.json"
  for id in first second; do
    jq -n --arg id "$id" '{$id, service: "s", slo: "\($id)-kind", title: $id, objective: 0.95, description: "",
      bad_events_query: "\($id)_bad[{{.window}}]", events_query: "\($id)_total[{{.window}}]"}'
    answer "${id}_bad" 5
    answer "${id}_total" 1000
  done | jq -s . > "$objectives"
  answer lab_tasks 9999999999
  serve
}
teardown() { kill "$server"; }

# answer QUERY VALUE...: answers with a vector of these values; without values, an empty one.
answer() {
  local name=$1
  shift
  printf '%s\n' "$@" | jq -Rnc '{status: "success", data: {result: [inputs | select(. != "") | {metric: {}, value: [1, .]}]}}' > "$answers/$name"
}

serve() {
  serve_stub '
class Stub(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        query = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query).get("query", [""])[0]
        name = next((name for name in sorted(os.listdir(sys.argv[1])) if name in query), None)
        self.send_response(200 if name or not query else 400); self.end_headers()
        self.wfile.write(open(sys.argv[1] + "/" + name, "rb").read() if name else b"{\"status\":\"error\",\"error\":\"no such query\"}")' "$answers"
  export PROMETHEUS_PORT=$port
}

run_gate() {
  local expected=$1
  shift
  run "-$expected" --separate-stderr "$gate" --objectives "$objectives" --window 10m --timeout 1 --json "$@"
  [ "$output" = '' ] || jq . <<< "$output" > "$BATS_TEST_TMPDIR/result"
}

@test "all kept: exit status 0, with what was measured" {
  run_gate 0 --enforce
  jq -e '.verdict == "met" and (.objectives[0] | .measured == 0.995 and .events == 1000 and .bad == 5 and (.budget_used * 100 | round) == 10)' <<< "$output"
}

@test "exactly what was promised is kept" {
  answer first_bad 50
  run_gate 0 --enforce
}

@test "one not kept: its name, and exit status 1 with --enforce alone" {
  answer second_bad 51
  run_gate 1 --enforce
  [[ "$stderr" == *'not kept: second'* && "$stderr" != *first* ]]
  run_gate 0
  [[ "$stderr" == *'not kept: second'* ]]
  jq -e '.verdict == "not met"' <<< "$output"
}

@test "no data is never kept: nothing, NaN, no events, fewer than none, and no answer about errors are each exit status 2" {
  for what in 'total ' 'total NaN' 'total +Inf' 'total 0' 'total -4' 'bad ' 'bad NaN' 'bad -1' 'total 1 2'; do
    answer first_bad 5
    answer first_total 1000
    answer "first_${what%% *}" ${what#* }
    run_gate 2
    [[ "$stderr" == *'no data for: first.'* ]] || { echo "$what: $stderr"; return 1; }
    jq -e '.objectives[0] | .verdict == "no data" and .reason != "" and .measured == null' <<< "$output"
  done
}

@test "an objective that may be without data does not fail the gate, by its id or its kind" {
  answer first_total ''
  run_gate 0 --enforce --optional first
  run_gate 0 --enforce --optional second,first-kind
  run_gate 2 --enforce --optional second
  run_gate 2 --optional no-such
  [[ "$stderr" == *'no objective is called no-such'* ]]
}

@test "not kept and no data at once: not kept wins" {
  answer first_total ''
  answer second_bad 500
  run_gate 1 --enforce
}

@test "metrics that stop before the last request are not judged" {
  answer lab_tasks 1
  run_gate 2 --enforce
  [[ "$stderr" == *'has sent no metrics for 1 s'* ]]
}

@test "a store that cannot be asked or refuses the query: exit status 2, with its name" {
  rm "$answers/first_bad"
  run_gate 2
  [[ "$stderr" == *'Prometheus cannot tell first'* && "$stderr" == *'no such query'* ]]
  PROMETHEUS_PORT=9 run_gate 2
  [[ "$stderr" == *'Prometheus does not answer at'* ]]
}

@test "a file without objectives is a wrong call, not an empty success" {
  for content in '[]' '{}' '' 'no JSON' '[{"id": "a", "title": "b", "objective": 95, "bad_events_query": "{{.window}}", "events_query": "{{.window}}"}]'; do
    printf '%s' "$content" > "$objectives"
    run_gate 2
    [[ "$stderr" == *'has no objectives'* ]]
  done
}
