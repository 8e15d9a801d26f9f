# signal-checks.bash -- has the request of verify.sh arrived in Tempo, Loki and Prometheus?

# The labels of the request that verify.sh sends.
readonly LABELS='{service_name="backend", method="POST", endpoint="/api/tasks", status_code="201"}'
readonly REQUESTS="http_requests_total$LABELS" DURATIONS="http_request_duration_seconds_count$LABELS"
readonly EDGE='traces_service_graph_request_total{client="backend", server="tasks.db"}'
readonly VITALS='lab_web_vital_duration_seconds_count{browser_web_vital_name="TTFB", lab_page_name="tasks"}'
readonly EXEMPLARS='traces_spanmetrics_latency_bucket{service_name="backend"}'

check_signals() {
  local trace_by_hand="curl $tempo_url/api/v2/traces/$trace_id"
  check otlp_proxy 10 'the page can send telemetry through nginx' \
    "curl -i -H content-type:application/json -d '{}' $frontend_url/otlp/v1/traces"
  check trace_is_whole 30 'Tempo has the trace: caller > server > create_task > SQL' "$trace_by_hand"
  check trace_is_found 60 'Tempo finds it by TraceQL search' \
    "curl -G $tempo_url/api/search --data-urlencode 'q={ trace:id = \"$trace_id\" }'"
  check log_lines 30 'Loki has its two log lines' \
    "curl -G $loki_url/loki/api/v1/query_range --data-urlencode 'query={service_name=\"backend\"} | trace_id=\"$trace_id\"'"
  check counter_rose 30 'Prometheus counted it' "curl -G $prometheus_url/api/v1/query --data-urlencode 'query=$REQUESTS'"
  check histogram_rose 30 'Prometheus has its duration' "curl -G $prometheus_url/api/v1/query --data-urlencode 'query=$DURATIONS'"
  check exemplar_leads_to_trace 60 'an exemplar leads to a trace that Tempo has' \
    "curl -G $prometheus_url/api/v1/query_exemplars --data-urlencode 'query=$EXEMPLARS' -d start=\$(date -d -5min +%s) -d end=\$(date +%s)"
  check answer_tells_trace 10 'an answer of the API tells its trace' "curl -i $frontend_url/api/tasks"
  check api_describes_itself 10 'the API describes itself' "curl $frontend_url/api/openapi.json"
  send_failing_request
  check failure_is_an_error 30 'a failing request is a span with status ERROR and its exception' \
    "curl $tempo_url/api/v2/traces/$failing_trace_id"
  check failure_is_logged 30 'and an error line in Loki' \
    "curl -G $loki_url/loki/api/v1/query_range --data-urlencode 'query={severity_text=\"error\"} | trace_id=\"$failing_trace_id\"'"
  # Tempo writes its first service graph some 20 s after its first trace.
  check service_graph_edge 90 'the service graph has the edge backend > tasks.db' \
    "curl -G $prometheus_url/api/v1/query --data-urlencode 'query=$EDGE'"
  check_page_signals
}

# What a browser would send through nginx; the browser tests send it with a real one.
check_page_signals() {
  page_trace_id=$(hex_id 16)
  vitals_before=$(prometheus_value "sum($VITALS)")
  check page_may_send 10 'nginx takes a span and log records of the page' \
    "curl -i -H content-type:application/json -d '{}' $frontend_url/otlp/v1/logs"
  check page_span 30 "Tempo has the page's span" "curl $tempo_url/api/v2/traces/$page_trace_id"
  check page_log 30 "Loki has the page's log record, in its trace" \
    "curl -G $loki_url/loki/api/v1/query_range --data-urlencode 'query={service_name=\"frontend\"} | trace_id=\"$page_trace_id\"'"
  check vital_counted 30 'Prometheus has the web vital, as a histogram' \
    "curl -G $prometheus_url/api/v1/query --data-urlencode 'query=$VITALS'"
}

page_may_send() {
  local now resource span records
  now=$(date +%s)000000000
  resource='{"attributes": [{"key": "service.name", "value": {"stringValue": "frontend"}}, {"key": "service.namespace", "value": {"stringValue": "otel-lab"}}]}'
  span=$(jq -nc --arg trace "$page_trace_id" --arg span "$(hex_id 8)" --arg now "$now" \
    '{traceId: $trace, spanId: $span, name: "add_task", kind: 1, startTimeUnixNano: $now, endTimeUnixNano: $now}')
  records=$(jq -nc --arg trace "$page_trace_id" --arg now "$now" '
    def text($key; $value): {key: $key, value: {stringValue: $value}};
    [{timeUnixNano: $now, traceId: $trace, severityText: "error", body: {stringValue: "Uncaught error"}},
     {timeUnixNano: $now, severityText: "info", body: {stringValue: "Web vital"}, eventName: "browser.web_vital",
      attributes: [text("lab.page.name"; "tasks"), text("browser.web_vital.name"; "TTFB"),
                   {key: "browser.web_vital.value", value: {doubleValue: 0.02}}]}]')
  post_as_page traces "{\"resourceSpans\": [{\"resource\": $resource, \"scopeSpans\": [{\"spans\": [$span]}]}]}" \
    && post_as_page logs "{\"resourceLogs\": [{\"resource\": $resource, \"scopeLogs\": [{\"logRecords\": $records}]}]}" \
    && echo 'a span, an error and a web vital'
}

# post_as_page SIGNAL BODY
post_as_page() {
  curl --silent --show-error --fail --max-time 5 --output /dev/null --header 'Content-Type: application/json' \
    --header "Origin: $frontend_url" --data "$2" "$frontend_url/otlp/v1/$1"
}

page_span() { spans_of_trace "$page_trace_id" | jq -er '.[0] | "\(.service): \(.name)"'; }

page_log() { trace_id=$page_trace_id logs_of_trace | jq -er 'if . == ["Uncaught error"] then .[0] else error("it has: \(.)") end'; }

vital_counted() { counted "$VITALS" "$vitals_before" "$since" && echo "more than the $vitals_before before"; }

otlp_proxy() {
  local status
  status=$(curl --silent --max-time 5 --output /dev/null --write-out '%{http_code}' \
    --header 'Content-Type: application/json' --data '{}' "$frontend_url/otlp/v1/traces")
  echo "status $status"
  [ "$status" = 200 ]
}

answer_tells_trace() {
  local other
  other=$(hex_id 16)
  curl --silent --max-time 5 --head --header "traceparent: 00-$other-$caller_span_id-01" "$frontend_url/api/tasks?limit=1" \
    | tr -d '\r' | grep -i "^traceresponse: 00-$other-"
}

api_describes_itself() {
  get "$frontend_url/api/openapi.json" | jq -er 'if .openapi then "OpenAPI \(.openapi), \(.paths | length) paths" else error("no OpenAPI document") end'
}

send_failing_request() {
  failing_trace_id=$(hex_id 16)
  curl --silent --max-time 5 --output /dev/null \
    --header "traceparent: 00-$failing_trace_id-$caller_span_id-01" "$frontend_url/api/simulate-error"
}

failure_is_an_error() {
  spans_of_trace "$failing_trace_id" | jq -er '.[] | select(.kind == "SPAN_KIND_SERVER")
    | if .status.code == "STATUS_CODE_ERROR" and any(.events[]?; .name == "exception")
      then "\(.name): \(.events[0].attributes[] | select(.key == "exception.type").value.stringValue)"
      else error("status \(.status), events \(.events // [] | map(.name))") end'
}

failure_is_logged() {
  logs_of_trace "$failing_trace_id" | jq -er 'if index("Unexpected error") then "Unexpected error" else error("it has only: \(.)") end'
}

trace_is_whole() {
  spans_of_trace | jq -er --arg caller "$(as_base64 "$caller_span_id")" '
    (map(select(.kind == "SPAN_KIND_SERVER" and .service == "backend"))[0]) as $server
    | (map(select(.name == "create_task"))[0]) as $create
    | (map(select(.kind == "SPAN_KIND_CLIENT" and .parentSpanId == $create.spanId))[0]) as $sql
    | if $server.parentSpanId == $caller and $create.parentSpanId == $server.spanId
        and any($sql.attributes[]; .key == "db.system.name" and .value.stringValue == "sqlite")
      then "\($server.name) > \($create.name) > \($sql.name)"
      else error("it has only: \(map(.name) | join(", "))") end'
}

trace_is_found() {
  get "$tempo_url/api/search" "q={ trace:id = \"$trace_id\" }" | jq -er '.traces[0].traceID // error("not found yet")'
}

log_lines() {
  logs_of_trace | jq -er 'if . == ["Incoming request", "Request completed"] then join(", ") else error("it has only: \(.)") end'
}

counter_rose() { counted "$REQUESTS" "$requests_before" "$since" && echo "more than the $requests_before before"; }

histogram_rose() { counted "$DURATIONS" "$durations_before" "$since" && echo "more than the $durations_before before"; }

# The newest exemplars of all; one per flush and series is kept, so under load it need not be ours.
exemplar_leads_to_trace() {
  local now found
  now=$(date +%s)
  for found in $(get "$prometheus_url/api/v1/query_exemplars" "query=$EXEMPLARS" "start=$((now - 300))" "end=$((now + 5))" \
    | jq -r '[.data[].exemplars[]] | sort_by(-.timestamp) | map(.labels.trace_id) | unique_by(.)[:5][]'); do
    if spans_of_trace "$found" > /dev/null; then
      echo "$found"
      return
    fi
  done
  echo 'none yet'
  return 1
}

service_graph_edge() { prometheus_value "$EDGE" | jq -er 'if . > 0 then "\(.) times" else error("none yet") end'; }
