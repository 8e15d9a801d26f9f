# grafana-checks.bash -- do Grafana's data sources and dashboards answer, seen from Grafana?

check_grafana() {
  local titles='Grafana asks Prometheus|Grafana asks Loki|Grafana asks Tempo|Grafana has the dashboard Service overview' title
  if [ -z "$(compose ps --quiet grafana 2> /dev/null)" ]; then
    while IFS= read -r title; do
      skip "Grafana does not run here: no image $GRAFANA_IMAGE" "$title"
    done <<< "${titles//|/$'\n'}"
    return
  fi
  local by_hand="open $grafana_url/connections/datasources"
  check grafana_asks_prometheus 60 'Grafana asks Prometheus' "$by_hand"
  check grafana_asks_loki 60 'Grafana asks Loki' "$by_hand"
  check grafana_asks_tempo 60 'Grafana asks Tempo' "$by_hand"
  check grafana_dashboard 30 'Grafana has the dashboard Service overview' "open $grafana_url/d/service-overview"
}

# query_through_grafana UID QUERY: QUERY is the data source's own part of the request; the number
# of values that came back.
query_through_grafana() {
  jq -nc --arg uid "$1" --argjson query "$2" \
    '{from: "now-15m", to: "now", queries: [{refId: "A", datasource: {uid: $uid}} + $query]}' \
    | curl --silent --fail-with-body --max-time 10 --header 'Content-Type: application/json' --data @- "$grafana_url/api/ds/query" \
    | jq -er '[.results.A.frames[]?.data.values[0]? | length] | add // 0 | if . > 0 then "\(.) values" else error("no data") end'
}

grafana_asks_prometheus() { query_through_grafana prometheus "$(jq -nc --arg expr "$REQUESTS" '{$expr, instant: true}')"; }

grafana_asks_loki() {
  query_through_grafana loki "$(jq -nc --arg expr "{service_name=\"backend\"} | trace_id=\"$trace_id\"" '{$expr, queryType: "range"}')"
}

grafana_asks_tempo() { query_through_grafana tempo "$(jq -nc --arg query "$trace_id" '{$query, queryType: "traceId"}')"; }

grafana_dashboard() { get "$grafana_url/api/dashboards/uid/service-overview" | jq -er '.dashboard.title'; }
