# complete-stores.bash -- what the stores have of the requests of verify.sh --complete. Each question
# writes what it found as JSON under $work, and succeeds when nothing is missing.

# trace_address: where traces are read by id. Tempo's front door cuts each such question into 50, which
# for thousands of them takes minutes; its querier, in the same process, answers in one. Where it has
# no such address, as with Tempo in parts, the front door.
trace_address() {
  local querier=$tempo_url/querier/api/v2/traces
  if get "$querier/${run}0000000000000000" mode=all > /dev/null; then printf '%s\n' "$querier"; else printf '%s\n' "$tempo_url/api/v2/traces"; fi
}

# traces_are_whole: reads those traces that were not whole before, each by its id.
traces_are_whole() {
  local trace address
  address=$(trace_address)
  mkdir -p "$work/traces"
  while read -r trace; do
    printf 'next\nurl = "%s/%s?mode=all"\nfail\nmax-time = 10\noutput = "%s/traces/%s.json"\n' "$address" "$trace" "$work" "$trace"
  done < "$work/not-whole" > "$work/read-traces"
  # A trace that cannot be read leaves an empty file, and counts as not there.
  while read -r trace; do echo '{}' > "$work/traces/$trace.json"; done < "$work/not-whole"
  send_requests "$work/read-traces" 20 > /dev/null
  judge_traces
  jq -r 'select(.problem != "") | .trace' "$work/judged" > "$work/not-whole"
  [ ! -s "$work/not-whole" ]
}

judge_traces() {
  find "$work/traces" -name '*.json' -print0 \
    | xargs -0 jq -c --slurpfile plan "$work/plan.json" --argjson kinds "$KINDS" \
      --arg caller "$(as_base64 "$caller_span_id")" -f "$scripts/complete-traces.jq" | sort > "$work/judged"
}

# What Loki gives at most at once, by its default.
readonly LOKI_PAGE=${LOKI_PAGE:-5000}

# read_logs START END: the lines of our traces within [START, END), nanoseconds, a JSON object each.
# Pages by time would meet lines of the same millisecond, so a slice
# that is full is cut in two.
read_logs() {
  local page middle=$((($1 + $2) / 2))
  page=$(get "$loki_url/loki/api/v1/query_range" "query={service_name=\"backend\"} | trace_id=~\"$run.*\"" \
    "start=$1" "end=$2" limit="$LOKI_PAGE" direction=forward \
    | jq -c '.data.result[] | .stream as $stream | .values[] | {trace: $stream.trace_id, line: .[1]}') || return 1
  if [ "$(grep -c . <<< "$page")" -lt "$LOKI_PAGE" ] || [ $(($2 - $1)) -lt 2000000 ]; then
    if [ -n "$page" ]; then printf '%s\n' "$page"; fi
  else
    read_logs "$1" "$middle" && read_logs "$middle" "$2"
  fi
}

# logs_are_whole: exactly the lines that each kind of request writes, none twice.
logs_are_whole() {
  read_logs "$((sending_since * 1000000))" "$(($(now_ms) * 1000000 + 60000000000))" > "$work/lines" || return 1
  jq -n --slurpfile plan "$work/plan.json" --slurpfile lines "$work/lines" --argjson kinds "$KINDS" '
    def texts: group_by(.) | map({key: .[0], value: length}) | from_entries;
    ($lines | group_by(.trace) | map({key: .[0].trace, value: (map(.line) | texts)}) | from_entries) as $have
    | [$plan[0] | to_entries[] | .key as $trace
       | (["Incoming request", "Request completed"] + ($kinds[.value].logs // []) | texts) as $want
       | ($have[$trace] // {}) as $got
       | {trace: $trace,
          expected: ($want | add), found: ([$want | keys[] | select($got[.])] | length),
          missing: [$want | keys[] | select($got[.] == null)],
          more: ([$got | to_entries[] | .value - ($want[.key] // 0) | select(. > 0)] | add // 0)}]' > "$work/logs.json"
  jq -e 'all(.[]; .missing == [])' "$work/logs.json" > /dev/null
}

# counters FILE: http_requests_total and the histogram's count by what was answered, all from one
# export of the backend: {"at": milliseconds, "http_requests_total": {"GET /api/tasks 200": 3}, …}.
# Asked as raw samples, since only those carry their own time. 1 when there is none.
counters() {
  get "$prometheus_url/api/v1/query" 'query={__name__=~"http_requests_total|http_request_duration_seconds_count|lab_tasks", service_name="backend"}[1m]' \
    | jq -e '
      .data.result as $series
      | ([$series[] | select(.metric.__name__ == "lab_tasks") | .values[-1][0]] | max) as $at
      | def at_once($name): [$series[] | select(.metric.__name__ == $name)
          | {key: "\(.metric.method) \(.metric.endpoint) \(.metric.status_code)", value: ([.values[] | select(.[0] <= $at) | .[1] | tonumber] | last // 0)}] | from_entries;
        if $at == null then error("no export") else
          {at: ($at * 1000 | floor), http_requests_total: at_once("http_requests_total"), http_request_duration_seconds_count: at_once("http_request_duration_seconds_count")} end' > "$1" 2> /dev/null
}

# counters_since MILLISECONDS FILE: an export that began later, so that it has all that was answered before.
counters_since() { counters "$2" && jq -e --argjson since "$1" '.at > $since' "$2" > /dev/null; }

# others_between FROM TO: requests of others that the backend answered between two exports, by what
# was answered. The log lines tell: each has its time and its trace.
others_between() {
  get "$loki_url/loki/api/v1/query" "time=$(($2 * 1000000))" \
    "query=sum by (http_request_method, http_route, http_response_status_code) (count_over_time({service_name=\"backend\"} |= \"Request completed\" | trace_id!~\"$run.*\" [$(($2 - $1))ms]))" \
    | jq -c '[.data.result[] | {key: "\(.metric.http_request_method) \(.metric.http_route) \(.metric.http_response_status_code)", value: (.value[1] | tonumber)}] | from_entries'
}

# counters_are_exact: both rose by what we sent and what others sent, in an export from after our last
# request. Where none has come, they have not risen.
counters_are_exact() {
  local others='{}' exported=yes
  counters_since "$sending_until" "$work/after.json" || exported=no
  if [ "$exported" = no ]; then cp "$work/before.json" "$work/after.json"; fi
  if [ "$exported" = yes ]; then
    others=$(others_between "$(jq .at "$work/before.json")" "$(jq .at "$work/after.json")") || return 1
  fi
  jq -n --slurpfile before "$work/before.json" --slurpfile after "$work/after.json" --slurpfile plan "$work/plan.json" \
    --argjson kinds "$KINDS" --argjson others "$others" '
    ($plan[0] | [.[]] | map($kinds[.] | "\(.method) \(.endpoint) \(.status)") | group_by(.) | map({key: .[0], value: length}) | from_entries) as $want
    | [("http_requests_total", "http_request_duration_seconds_count") as $metric
       | [$want | to_entries[] | .key as $answer
          | (($after[0][$metric][$answer] // 0) - ($before[0][$metric][$answer] // 0)) as $rose
          | {answer: $answer, expected: .value, rose: $rose, others: ($others[$answer] // 0), found: ($rose - ($others[$answer] // 0))}]
       | {metric: $metric, answers: ., expected: (map(.expected) | add), found: (map(.found) | add), others: ($others | add // 0),
          restarted: any(.rose < 0), missing: (map([.expected - .found, 0] | max) | add), more: (map([.found - .expected, 0] | max) | add)}]' > "$work/counters.json"
  jq -e 'all(.[]; .missing == 0 and .more == 0)' "$work/counters.json" > /dev/null
}
