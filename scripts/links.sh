#!/usr/bin/env bash
# Usage: scripts/links.sh [--json] [--help] TRACE_ID      (npm run links -- TRACE_ID)
# Summary: Where to look at a trace in Grafana: the trace, its logs, and the metrics of its service.
#
# TRACE_ID is 32 hexadecimal digits, as in the header traceresponse of every answer of the API:
#   curl -si localhost:5000/api/tasks | sed -n 's/^traceresponse: 00-\([0-9a-f]*\)-.*/\1/p'
# The page's links are the same. GRAFANA_URL: where your browser reaches Grafana
# (default: http://localhost, with the port of .env).
#
# Exit status: 0 the trace is in Tempo, 1 it is not there (yet); the links are printed all the
# same, 2 wrong call, or Tempo does not answer.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"
source "$scripts/probe.bash"

json=no trace_id=''
while [ $# -gt 0 ]; do
  case $1 in
    --json) json=yes ;;
    --help) print_help; exit ;;
    -*) wrong_call "unknown argument: $1" ;;
    *) [ -z "$trace_id" ] || wrong_call 'one trace id at a time'; trace_id=$1 ;;
  esac
  shift
done
[[ $trace_id =~ ^[0-9a-f]{32}$ ]] || wrong_call "a trace id is 32 hexadecimal digits, not: ${trace_id:-nothing}"

grafana=${GRAFANA_URL:-http://localhost:$GRAFANA_PORT}

# explore UID QUERY: QUERY is the data source's own part. The same as in frontend/src/grafana-links.ts.
explore() {
  local panes
  panes=$(jq -nr --arg uid "$1" --argjson query "$2" '
    {a: {datasource: $uid, queries: [{refId: "A", datasource: {type: $uid, uid: $uid}} + $query], range: {from: "now-1h", to: "now"}}}
    | tojson | @uri')
  printf '%s/explore?schemaVersion=1&panes=%s&orgId=1' "$grafana" "$panes"
}

get "$tempo_url/ready" > /dev/null || { complain "Tempo does not answer at $tempo_url. Start the lab with: npm start"; exit 2; }
found=0
spans=$(spans_of_trace "$trace_id" 2> /dev/null) || { found=1; spans='[]'; }
# The first service that answered a request; where there is none yet, the lab's own.
read -r service route < <(jq -r '
  (map(select(.kind == "SPAN_KIND_SERVER")) | sort_by(.startTimeUnixNano)[0]) as $server
  | [$server.service // "backend", (($server.attributes // [])[] | select(.key == "http.route").value.stringValue)] | join(" ")' <<< "$spans")

links=$(jq -nc \
  --arg trace "$(explore tempo "{\"queryType\": \"traceql\", \"query\": \"$trace_id\"}")" \
  --arg logs "$(explore loki "$(jq -nc --arg expr "{service_name=~\"frontend|backend\"} | trace_id=\"$trace_id\"" '{$expr}')")" \
  --arg metrics "$grafana/d/service-overview?var-service=$service${route:+&var-route=$(jq -nr --arg route "$route" '$route | @uri')}" \
  --argjson found "$([ "$found" = 0 ] && echo true || echo false)" \
  '{$trace, $logs, $metrics, $found}')
if [ "$json" = yes ]; then
  jq . <<< "$links"
else
  [ "$found" = 0 ] || complain "Tempo has no trace $trace_id (yet); it takes seconds to arrive"
  jq -r '"trace    \(.trace)\nlogs     \(.logs)\nmetrics  \(.metrics)"' <<< "$links"
fi
exit "$found"
