# page-checks.bash -- does what a browser sends through nginx arrive in the stores?

readonly VITALS='lab_web_vital_duration_seconds_count{browser_web_vital_name="TTFB", lab_page_name="tasks"}'

# What a browser would send through nginx; the browser tests send it with a real one.
check_page_signals() {
  page_trace_id=$(hex_id 16)
  vitals_before=$(prometheus_value "sum($VITALS)")
  check page_may_send 10 'nginx takes a span and log records of the page' \
    "curl -i -H content-type:application/json -d '{}' $frontend_url/otlp/v1/logs"
  check page_span 30 "Tempo has the page's span" "curl $tempo_url/api/v2/traces/$page_trace_id"
  check page_log 30 "Loki has the page's log record, in its trace" \
    "curl -G $loki_url/loki/api/v1/query_range --data-urlencode 'query={service_name=\"frontend\"} | trace_id=\"$page_trace_id\"'"
  check rose 30 'Prometheus has the web vital, as a histogram' \
    "curl -G $prometheus_url/api/v1/query --data-urlencode 'query=$VITALS'" "$VITALS" "$vitals_before" "$since"
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
