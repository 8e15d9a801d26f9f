# signal-checks.bash -- has the request of verify.sh arrived in Tempo, Loki and Prometheus?

# The labels of the request that verify.sh sends.
readonly LABELS='{service_name="backend", method="POST", endpoint="/api/tasks", status_code="201"}'
readonly REQUESTS="http_requests_total$LABELS" DURATIONS="http_request_duration_seconds_count$LABELS"
readonly EDGE='traces_service_graph_request_total{client="backend", server="tasks.db"}'
readonly EXEMPLARS='traces_spanmetrics_latency_bucket{service_name="backend"}'

check_signals() {
  local trace_by_hand="curl $tempo_url/api/v2/traces/$trace_id"
  check trace_is_whole 30 'Tempo has the trace: caller > server > create_task > SQL' "$trace_by_hand"
  check trace_is_found 60 'Tempo finds it by TraceQL search' \
    "curl -G $tempo_url/api/search --data-urlencode 'q={ trace:id = \"$trace_id\" }'"
  check log_lines 30 'Loki has its two log lines' \
    "curl -G $loki_url/loki/api/v1/query_range --data-urlencode 'query={service_name=\"backend\"} | trace_id=\"$trace_id\"'"
  check rose 30 'Prometheus counted it' "curl -G $prometheus_url/api/v1/query --data-urlencode 'query=$REQUESTS'" \
    "$REQUESTS" "$requests_before" "$since"
  check rose 30 'Prometheus has its duration' "curl -G $prometheus_url/api/v1/query --data-urlencode 'query=$DURATIONS'" \
    "$DURATIONS" "$durations_before" "$since"
  check exemplar_leads_to_trace 60 'an exemplar leads to a trace that Tempo has' \
    "curl -G $prometheus_url/api/v1/query_exemplars --data-urlencode 'query=$EXEMPLARS' -d start=\$(date -d -5min +%s) -d end=\$(date +%s)"
  # Tempo writes its first service graph some 20 s after its first trace.
  check service_graph_edge 90 'the service graph has the edge backend > tasks.db' \
    "curl -G $prometheus_url/api/v1/query --data-urlencode 'query=$EDGE'"
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
