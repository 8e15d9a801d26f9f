# probe.bash -- one request with a trace id of our own, and questions to the stores about exactly
# that trace. Used by up.sh (has a first signal arrived?) and verify.sh (has everything?).
# Each question succeeds or fails at once; poll_until asks again.

# hex_id BYTES
hex_id() { od -An -N "$1" -tx1 /dev/urandom | tr -d ' \n'; }

# shellcheck disable=SC2034  # read by the scripts that source this file
new_trace() {
  trace_id=$(hex_id 16)
  caller_span_id=$(hex_id 8)
  traceparent="00-$trace_id-$caller_span_id-01"
}

# get URL [NAME=VALUE...]: the body; fails on an error status.
get() {
  local url=$1 pair arguments
  shift
  arguments=()
  for pair in "$@"; do arguments+=(--data-urlencode "$pair"); done
  curl --silent --fail --max-time 5 --get "$url" ${arguments[@]+"${arguments[@]}"}
}

# Bytes come as base64 in Tempo's JSON; ours are hexadecimal.
as_base64() { printf '%b' "$(printf '%s' "$1" | sed 's/../\\x&/g')" | base64; }

# spans_of_trace [TRACE_ID]: all its spans, one JSON array, each with its service.
spans_of_trace() {
  get "$tempo_url/api/v2/traces/${1:-$trace_id}" | jq -ce '
    [(.trace.resourceSpans // [])[] | (.resource.attributes[] | select(.key == "service.name").value.stringValue) as $service
     | .scopeSpans[].spans[] | . + {service: $service}] | select(length > 0)'
}

# logs_of_trace [TRACE_ID]: the texts of its log lines, oldest first, one JSON array.
logs_of_trace() {
  get "$loki_url/loki/api/v1/query_range" "query={service_name=~\".+\"} | trace_id=\"${1:-$trace_id}\"" since=1h direction=forward \
    | jq -ce '[.data.result[].values[]] | sort_by(.[0]) | map(.[1]) | select(length > 0)'
}

# prometheus_value QUERY: the sum of what it answers; 0 where there is nothing yet.
prometheus_value() {
  get "$prometheus_url/api/v1/query" "query=$1" | jq -e '[.data.result[].value[1] | tonumber] | add // 0'
}

# counted METRIC BEFORE SINCE: it is more than BEFORE; or it began again from zero, as after a restart
# of the backend, and has a sample from after SINCE (seconds since 1970).
counted() {
  local value
  value=$(prometheus_value "sum($1)") && jq -en "$value > $2" > /dev/null && return
  value=$(prometheus_value "count(resets($1[15m]) > 0 and timestamp($1) > $3)") && jq -en "$value > 0" > /dev/null
}

# rose METRIC BEFORE SINCE: the same, as a check.
rose() { counted "$@" && echo "more than the $2 before"; }

# exported_since MILLISECONDS: Prometheus has an export of the backend that began later; so it has the
# metrics of all that was answered before. Asked for lab_tasks, which is in every export.
exported_since() {
  get "$prometheus_url/api/v1/query" 'query=max(timestamp(lab_tasks{service_name="backend"}))' \
    | jq -e --argjson since "$1" '(.data.result[0].value[1] // 0 | tonumber) * 1000 > $since' > /dev/null
}
