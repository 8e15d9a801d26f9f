# report-data.bash -- what report.sh tells, asked of the running lab. Each function prints one JSON
# value; null where it could not be asked, and the page says so.

# range_of NAME QUERY UNIT [STEP]: {"name", "unit", "points": [[seconds, value], …]}, one point per interval;
# NaN (nothing happened in that interval) is no point. Intervals do not overlap, so that they can be
# compared as separate observations.
range_of() {
  local step=${4:-$interval}
  curl --silent --fail --max-time 20 --get "$prometheus_url/api/v1/query_range" --data-urlencode "query=${2//INTERVAL/${step}s}" \
    --data-urlencode "start=$((until - seconds + step))" --data-urlencode "end=$until" --data-urlencode "step=$step" \
    | jq -c --arg name "$1" --arg unit "$3" '{name: $name, unit: $unit, points: [.data.result[0].values[]? | select(.[1] | test("NaN|Inf") | not) | [.[0], (.[1] | tonumber)]]}' \
    || jq -nc --arg name "$1" --arg unit "$3" '{name: $name, unit: $unit, points: []}'
}

readonly OF_BACKEND='service_name="backend"'

# Rate, errors and duration, then what each part of the lab needed.
all_ranges() {
  local quantile job slow=$((interval < 45 ? 45 : interval))
  range_of rate "sum(rate(http_requests_total{$OF_BACKEND}[INTERVAL]))" requests/s
  range_of errors "(sum(rate(http_requests_total{$OF_BACKEND, status_code=~\"5..\"}[INTERVAL])) or 0 * sum(rate(http_requests_total{$OF_BACKEND}[INTERVAL]))) / sum(rate(http_requests_total{$OF_BACKEND}[INTERVAL]))" share
  for quantile in 50 95 99; do
    range_of "p$quantile" "histogram_quantile(0.$quantile, sum by (le) (rate(http_request_duration_seconds_bucket{$OF_BACKEND}[INTERVAL])))" s
  done
  range_of 'backend heap' "sum(v8js_memory_heap_used_bytes{$OF_BACKEND})" bytes
  range_of 'backend cpu' "max(nodejs_eventloop_utilization_ratio{$OF_BACKEND})" cores
  range_of 'otel-collector memory' 'max({__name__=~"otelcol_process_memory_rss(_bytes)?"})' bytes
  range_of 'otel-collector cpu' 'max(rate({__name__=~"otelcol_process_cpu_seconds(_total)?"}[INTERVAL]))' cores
  for job in tempo prometheus loki; do
    range_of "$job memory" "max(process_resident_memory_bytes{job=\"$job\"})" bytes
    # Scraped every 15 s, so a rate needs a longer interval.
    range_of "$job cpu" "max(rate(process_cpu_seconds_total{job=\"$job\"}[INTERVAL]))" cores "$slow"
  done
}

# search_traces QUERY LIMIT: found server spans of the backend within the window.
search_traces() {
  curl --silent --fail --max-time 20 --get "$tempo_url/api/search" --data-urlencode "q={ resource.service.name = \"backend\" && kind = server && $1 }" \
    --data-urlencode "limit=$2" --data-urlencode spss=1 --data-urlencode "start=$((until - seconds))" --data-urlencode "end=$until" \
    | jq -c '[.traces[]? | {id: ("00000000000000000000000000000000" + .traceID | .[-32:]), name: (.rootTraceName // "?"),
        ms: ((.spanSets[0].spans[0].durationNanos // "0" | tonumber) / 1e6), at: ((.startTimeUnixNano | tonumber) / 1e9)}]'
}

# A search gives the newest, not the slowest: so those above a limit are asked for, a lower one each
# time until there are five. Where more than it gives are above the limit, the slowest of those.
slowest_traces() {
  local limit found='[]'
  for limit in 5s 2s 1s 500ms 200ms 100ms 50ms 20ms 5ms 0ms; do
    found=$(search_traces "duration > $limit" 200) || { echo null; return; }
    if [ "$(jq length <<< "$found")" -ge 5 ]; then break; fi
  done
  jq -c 'sort_by(-.ms) | .[:5]' <<< "$found"
}

failed_traces() { search_traces 'status = error' 200 | jq -c 'sort_by(-.at) | .[:5]' || echo null; }

# measure_freshness: seconds from the answer to one request until each store has it.
measure_freshness() {
  local sent since
  new_trace
  since=$(now_ms)
  curl --silent --fail --max-time 10 --header "traceparent: $traceparent" --output /dev/null "$frontend_url/api/tasks?limit=1" || { echo null; return; }
  sent=$(now_ms)
  seen_after() { if poll_until 30 "${@:3}" > /dev/null; then echo "$2 $(($(now_ms) - $1))"; else echo "$2 null"; fi; }
  {
    seen_after "$sent" traces spans_of_trace &
    seen_after "$sent" logs logs_of_trace &
    seen_after "$sent" metrics exported_since "$since" &
    wait
  } | jq -Rnc '[inputs | split(" ") | {signal: .[0], seconds: (.[1] | fromjson | if . then . / 1000 else null end)}] | sort_by(.signal)'
}

# One object per container of this lab: what it needs, how often it was restarted, where it is from.
container_states() {
  local containers container
  containers=$(docker ps --all --quiet --no-trunc --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME" 2> /dev/null) || { echo null; return; }
  [ -n "$containers" ] || { echo null; return; }
  # shellcheck disable=SC2086  # a list of ids
  docker stats --no-stream --no-trunc --format '{{json .}}' $containers > "$work/stats" 2> /dev/null || : > "$work/stats"
  for container in $containers; do
    docker inspect "$container" | jq -c --slurpfile stats "$work/stats" --arg origin "$(stand_in "$(docker inspect --format '{{.Image}}' "$container")")" '
      def bytes: capture("(?<n>[0-9.]+)(?<u>[KMGT]?i?B)") | (.n | tonumber) * {B: 1, KiB: 1024, MiB: 1048576, GiB: 1073741824, kB: 1000, KB: 1000, MB: 1e6, GB: 1e9, TiB: 1099511627776, TB: 1e12}[.u];
      .[0] | .Id as $id | ([$stats[] | select(.ID == $id)][0]) as $now
      | {service: .Config.Labels["com.docker.compose.service"], state: ([.State.Status, .State.Health.Status // empty] | join(", ")),
         restarts: .RestartCount, out_of_memory: .State.OOMKilled, image: .Config.Image, origin: (if $origin == "" then "original" else "stand-in: " + $origin end),
         cpu_percent: (if $now then $now.CPUPerc | rtrimstr("%") | tonumber else null end),
         memory: (if $now then $now.MemUsage | split(" / ")[0] | bytes | floor else null end), limit: .HostConfig.Memory}'
  done | jq -sc 'sort_by(.service)'
}

# completeness FILE: the last result of verify.sh --complete, if it is there.
completeness() { if [ -s "$1" ]; then jq -c . "$1" 2> /dev/null || echo null; else echo null; fi; }
