# traffic-signals.bash -- have the requests of the stage `traffic` arrived in Tempo, Prometheus and
# Loki? Used by pipeline.sh, which names the file of what was sent in TRAFFIC.

readonly ENOUGH=5
readonly COUNTERS='{
  "http_requests_total": "http_requests_total{service_name=\"backend\"}",
  "http_request_duration_seconds_count": "http_request_duration_seconds_count{service_name=\"backend\"}",
  "traces_spanmetrics_calls_total": "traces_spanmetrics_calls_total{service_name=\"backend\",span_kind=\"SPAN_KIND_SERVER\"}"}'

# traffic_before: when the traffic begins (seconds since 1970), as JSON; 1 where Prometheus does not answer.
traffic_before() {
  prometheus_value 'vector(1)' > /dev/null || return 1
  jq -n --argjson at "$(date +%s)" '{$at}'
}

# risen NAME: by how much since the traffic began, series by series. Not the sum now less the sum then:
# of a backend that was restarted before, the old series leave the sum while the traffic runs.
risen() {
  local series at
  series=$(jq -r --arg name "$1" '.[$name]' <<< "$COUNTERS")
  at=$(of_traffic .before.at)
  prometheus_value "sum(($series - $series @ $at >= 0) or $series)"
}

of_traffic() { jq -r "$1" "$TRAFFIC"; }

# traces_of_traffic: ids of some of its traces, one per line. Known by the user agent, so that
# requests of others are not counted. Its last span may have begun a little after the last answer.
# Tempo's search leaves leading zeros out; Loki and the links have them.
traces_of_traffic() {
  get "$tempo_url/api/search" 'q={ resource.service.name = "backend" && kind = server && span.user_agent.original = "otel-lab-traffic" }' \
    "start=$(of_traffic .before.at)" "end=$(of_traffic '.ended + 30')" limit=20 | jq -r '.traces[]?.traceID | ("0" * 32 + .)[-32:]'
}

check_traces() {
  check enough_traces 60 "Tempo has at least $ENOUGH traces of this traffic" "curl -G $tempo_url/api/search --data-urlencode 'q={ span.user_agent.original = \"otel-lab-traffic\" }'"
}
enough_traces() { traces_of_traffic | grep -c . | jq -er "if . >= $ENOUGH then \"\(.), at least\" else error(\"only \(.)\") end"; }

# Every answered request, not a share of them.
check_metrics() {
  local name
  for name in $(jq -r 'keys[]' <<< "$COUNTERS"); do
    check counter_rose 60 "Prometheus counted each request of this traffic in $name" "curl -G $prometheus_url/api/v1/query --data-urlencode 'query=$name'" "$name"
  done
}
counter_rose() {
  local risen
  risen=$(risen "$1") || { echo 'Prometheus does not answer'; return 1; }
  jq -er --argjson risen "$risen" 'if $risen >= .answered then "\($risen) of \(.answered)" else error("\($risen) of \(.answered)") end' "$TRAFFIC"
}

check_logs() {
  check enough_lines 60 "Loki has at least $ENOUGH lines with the label service_name=backend since the traffic began" \
    "curl -G $loki_url/loki/api/v1/query_range --data-urlencode 'query={service_name=\"backend\"}'"
  check lines_of_traces 60 "Loki has the lines of $ENOUGH traces of this traffic" \
    "curl -G $loki_url/loki/api/v1/query_range --data-urlencode 'query={service_name=\"backend\"} | trace_id != \"\"'"
}
# lines_of QUERY: since the traffic began, as Loki's list of streams.
lines_of() {
  get "$loki_url/loki/api/v1/query_range" "query=$1" "start=$(of_traffic .before.at)" "end=$(date +%s)" limit=1000 | jq -ce .data.result
}
enough_lines() {
  lines_of '{service_name="backend"}' | jq -er "[.[] | select(.stream.service_name == \"backend\") | .values[]] | length
    | if . >= $ENOUGH then \"\(.), at least\" else error(\"only \(.)\") end"
}
lines_of_traces() {
  local ids
  ids=$(traces_of_traffic | head -n "$ENOUGH" | paste -s -d '|' -)
  [ -n "$ids" ] || { echo 'Tempo names no traces of this traffic'; return 1; }
  lines_of "{service_name=\"backend\"} | trace_id =~ \"$ids\"" | jq -er "
    ([.[].stream.trace_id] | unique | length) as \$traces | ([.[].values[]] | length) as \$lines
    | if \$traces >= $ENOUGH then \"\(\$lines) lines of \(\$traces) traces\" else error(\"lines of only \(\$traces) traces\") end"
}
