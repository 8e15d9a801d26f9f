# api-checks.bash -- does the API tell callers their trace, describe itself, and fail visibly?

check_api() {
  check answer_tells_trace 10 'an answer of the API tells its trace' "curl -i $frontend_url/api/tasks"
  check api_describes_itself 10 'the API describes itself' "curl $frontend_url/api/openapi.json"
  send_failing_request
  check failure_is_an_error 30 'a failing request is a span with status ERROR and its exception' \
    "curl $tempo_url/api/v2/traces/$failing_trace_id"
  check failure_is_logged 30 'and an error line in Loki' \
    "curl -G $loki_url/loki/api/v1/query_range --data-urlencode 'query={severity_text=\"error\"} | trace_id=\"$failing_trace_id\"'"
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
