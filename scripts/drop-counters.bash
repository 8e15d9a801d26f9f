# drop-counters.bash -- every place on the way that counts what it drops, read before and after.

# Counters by name; each of the parts tells its own at its own /metrics page.
readonly COLLECTOR_DROPS='^otelcol_(receiver_(refused|failed)_|processor_(refused|dropped|filter_.*filtered)|exporter_(enqueue|send)_failed|exporter_queue_.*dropped|scraper_errored)'
readonly TEMPO_DROPS='^tempo_(discarded_spans_total|receiver_refused_spans|ingester_failed_flushes_total|metrics_generator_spans_discarded_total|metrics_generator_processor_service_graphs_dropped_spans|live_store_failed_completions_total)'
readonly LOKI_DROPS='^loki_(discarded_(samples|bytes)_total|ingester_chunks_flush_failures_total|ingester_wal_disk_full_failures_total|write_failures_discarded_total)'
readonly PROMETHEUS_DROPS='^prometheus_(tsdb_(out_of_order_samples|out_of_bound_samples|too_old_samples)_total|target_scrapes_(sample_(out_of_order|out_of_bounds|duplicate_timestamp)|exceeded_sample_limit)_total|api_remote_write_invalid_labels_samples_total|rule_evaluation_failures_total)'

# drops_of PART URL PATTERN: "PART SERIES VALUE" per counter that is not 0. Labels that say only
# where it was counted are left in: they tell which exporter, reason or type.
drops_of() {
  local page
  page=$(curl --silent --fail --max-time 5 "$2") || { printf '%s unreachable 1\n' "$1"; return; }
  awk -v part="$1" -v pattern="$3" '$1 ~ pattern { value = $NF; sub(/ [^ ]*$/, ""); gsub(/ /, "_"); if (value != 0) print part, $0, value }' <<< "$page"
}

# The SDK's come with its own metrics: they are as old as its last export.
sdk_drops() {
  get "$prometheus_url/api/v1/query" 'query={__name__=~"otel_sdk_.*_(processed|exported)_total", error_type!=""}' \
    | jq -r '.data.result[] | "backend \(.metric.__name__){error_type=\"\(.metric.error_type)\"} \(.value[1])"' \
    || echo 'backend unreachable 1'
}

all_drops() {
  sdk_drops
  drops_of otel-collector "http://$host:$COLLECTOR_METRICS_PORT/metrics" "$COLLECTOR_DROPS"
  drops_of tempo "$tempo_url/metrics" "$TEMPO_DROPS"
  drops_of prometheus "$prometheus_url/metrics" "$PROMETHEUS_DROPS"
  drops_of loki "$loki_url/metrics" "$LOKI_DROPS"
}

# drops_between BEFORE AFTER: [{part, counter, by}] of those that rose.
drops_between() {
  jq -Rn --rawfile before "$1" '
    def parse: split(" ") | {key: "\(.[0]) \(.[1])", value: (.[2] | tonumber)};
    ($before | split("\n") | map(select(. != "") | parse) | from_entries) as $had
    | [inputs | parse | {part: (.key | split(" ")[0]), counter: (.key | split(" ")[1]), by: (.value - ($had[.key] // 0))} | select(.by > 0)]' "$2"
}
