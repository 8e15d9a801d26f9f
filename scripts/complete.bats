# verify.sh --complete without a lab: what it makes of traces, log lines and counters.
setup() {
  bats_require_minimum_version 1.5.0
  source "$BATS_TEST_DIRNAME/lab.bash"
  source "$BATS_TEST_DIRNAME/probe.bash"
  LOKI_PAGE=5
  source "$BATS_TEST_DIRNAME/complete.bash"
  work=$BATS_TEST_TMPDIR run=00000000000000aa
  trace=${run}0000000000000000
  caller_span_id=0102030405060708
  mkdir "$work/traces"
}

# span NAME KIND ID PARENT [STATUS]
span() {
  jq -nc --arg name "$1" --arg kind "SPAN_KIND_$2" --arg id "$3" --arg parent "$4" --arg status "${5:-}" \
    '{name: $name, kind: $kind, spanId: $id, parentSpanId: $parent, status: (if $status == "" then {} else {code: $status} end)}'
}

# judge KIND SPAN...: what is wrong with a trace of these spans.
judge() {
  jq -nc --arg trace "$trace" --arg kind "$1" '{($trace): $kind}' > "$work/plan.json"
  shift
  printf '%s\n' "$@" | jq -s '{trace: {resourceSpans: [{scopeSpans: [{spans: .}]}]}}' > "$work/traces/$trace.json"
  judge_traces
  jq -r .problem "$work/judged"
}

create() {
  caller=$(as_base64 "$caller_span_id")
  server=$(span 'POST /api/tasks' SERVER s "${1:-$caller}")
  inner=$(span create_task INTERNAL i s)
  sql=$(span 'INSERT tasks' CLIENT q i)
}

@test "a whole trace has nothing wrong, in whatever order its spans come" {
  create
  [ -z "$(judge create "$sql" "$server" "$inner")" ]
}

@test "what is missing, twice, orphaned, misplaced or foreign in a trace is named" {
  create
  [ "$(judge create)" = 'no span at all' ]
  [ "$(judge create "$server" "$sql")" = 'no span create_task; INSERT tasks has a parent that is not there' ]
  [ "$(judge create "$server" "$inner" "$sql" "$sql")" = '1 span ids twice' ]
  [ "$(judge create "$server" "$inner" "$(span 'INSERT tasks' CLIENT q s)")" = 'INSERT tasks has another parent than it should' ]
  [ "$(judge create "$server" "$inner" "$sql" "$(span more CLIENT m s)")" = '1 spans that do not belong there' ]
  create elsewhere
  [ "$(judge create "$server" "$inner" "$sql")" = 'POST /api/tasks has a parent that is not there' ]
}

@test "a failure that its span does not show is wrong" {
  create
  [ "$(judge error "$(span 'GET /api/simulate-error' SERVER s "$caller")")" = 'the failure is not marked as one' ]
  [ -z "$(judge error "$(span 'GET /api/simulate-error' SERVER s "$caller" STATUS_CODE_ERROR)")" ]
}

# A Loki of lines "NANOSECONDS TEXT" in $work/store.
stub_loki() {
  get() {
    local argument start end limit
    for argument in "$@"; do
      case $argument in start=*) start=${argument#*=} ;; end=*) end=${argument#*=} ;; limit=*) limit=${argument#*=} ;; esac
    done
    awk -v start="$start" -v end="$end" '$1 >= start && $1 < end' "$work/store" | head -n "$limit" \
      | jq -Rc --arg trace "$trace" 'index(" ") as $at | {stream: {trace_id: $trace}, values: [[.[:$at], .[$at + 1:]]]}' | jq -s '{data: {result: .}}'
  }
}

@test "more lines than one page holds are read once each, those of the same millisecond too" {
  for number in {1..23}; do echo "$((1000000000 + number / 4 * 40000000)) line $number"; done > "$work/store"
  stub_loki
  read_logs 0 2000000000 > "$work/lines"
  [ "$(jq -r .line "$work/lines" | sort | uniq | wc -l)" -eq 23 ]
  [ "$(wc -l < "$work/lines")" -eq 23 ]
}

@test "log lines: missing ones are named, lines twice are counted" {
  jq -nc --arg trace "$trace" '{($trace): "error"}' > "$work/plan.json"
  sending_since=0
  stub_loki
  printf '%s\n' '1 Incoming request' '2 Request completed' '3 Unexpected error' > "$work/store"
  logs_are_whole
  printf '%s\n' '1 Incoming request' '2 Request completed' '3 Request completed' > "$work/store"
  run ! logs_are_whole
  jq -e '.[0] | .missing == ["Unexpected error"] and .more == 1 and .expected == 3 and .found == 2' "$work/logs.json"
}

@test "counters: what others sent is told apart; less or more than sent is not exact" {
  jq -nc --arg trace "$trace" '{($trace): "list"}' > "$work/plan.json"
  echo '{"at": 1000, "http_requests_total": {"GET /api/tasks 200": 7}, "http_request_duration_seconds_count": {"GET /api/tasks 200": 7}}' > "$work/before.json"
  counters_since() { echo "{\"at\": 9000, \"http_requests_total\": {\"GET /api/tasks 200\": $now}, \"http_request_duration_seconds_count\": {\"GET /api/tasks 200\": $now}}" > "$2"; }
  others_between() { echo '{"GET /api/tasks 200": 2, "GET unmatched 404": 4}'; }
  sending_until=5000
  now=10
  counters_are_exact
  jq -e '.[0].others == 6' "$work/counters.json"
  now=9
  run ! counters_are_exact
  jq -e '.[1] | .missing == 1 and .more == 0' "$work/counters.json"
  now=11
  run ! counters_are_exact
  jq -e '.[0] | .missing == 0 and .more == 1' "$work/counters.json"
  now=3
  run ! counters_are_exact
  jq -e '.[0].restarted' "$work/counters.json"
}

@test "drop counters: those that rose, by how much; a part that does not answer is one" {
  printf '%s\n' '# HELP x' 'otelcol_exporter_send_failed_spans_total{exporter="a b"} 3' 'otelcol_receiver_refused_spans{x="1"} 0' 'otelcol_process_uptime 9' > "$work/metrics"
  drops_of collector "file://$work/metrics" "$COLLECTOR_DROPS" > "$work/before"
  [ "$(cat "$work/before")" = 'collector otelcol_exporter_send_failed_spans_total{exporter="a_b"} 3' ]
  sed -i.bak 's/ 3$/ 5/; s/ 0$/ 1/' "$work/metrics"
  { drops_of collector "file://$work/metrics" "$COLLECTOR_DROPS"; drops_of loki "file://$work/none" "$LOKI_DROPS"; } > "$work/after"
  drops_between "$work/before" "$work/after" | jq -e 'map(.by) == [2, 1, 1] and .[2].part == "loki"'
}

@test "a wrong number of requests is refused" {
  for number in 0 -1 x 20001 1e3; do
    run -2 "$BATS_TEST_DIRNAME/verify.sh" --complete "$number"
    [[ "$output" == *'from 1 to 20000'* ]]
  done
}
