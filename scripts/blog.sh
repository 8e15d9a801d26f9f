#!/usr/bin/env bash
# Usage: scripts/blog.sh [--keep] [--junit FILE] [--help]
# Summary: Start examples/blog, an app of another project, and prove that the stack sees it.
#
# --keep          leave it running, at http://localhost:5100 (BLOG_PORT); else it is removed at the end
# --junit FILE    where to write JUnit XML (default: reports/blog.xml)
#
# Needs the stack: npm start, or without the lab's own app
#   docker compose up -d --wait otel-collector grafana
# Without the backend the call from blog to backend is skipped, by name; docs/use-the-stack.md.
# Exit status: 0 every check held (or was skipped), 1 one did not, 2 there is no stack to ask.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"
source "$scripts/probe.bash"
source "$scripts/checks.bash"

keep=no junit=reports/blog.xml
while [ $# -gt 0 ]; do
  case $1 in
    --keep) keep=yes ;;
    --junit) needs_value "$@"; junit=$(from_caller "$2"); shift ;;
    --help) print_help; exit ;;
    *) wrong_call "unknown argument: $1" ;;
  esac
  shift
done

export LAB_NETWORK=${LAB_NETWORK:-${COMPOSE_PROJECT_NAME}_otel-network}
readonly blog_url=http://$host:${BLOG_PORT:-5100}
# Not the lab's project: its start removes what its own compose file does not name.
blog() { docker compose --project-name "$COMPOSE_PROJECT_NAME-blog" --file examples/blog/compose.yml "$@"; }
# However this ends.
at_exit() { if [ "$keep" = no ]; then blog down --rmi local --timeout 5 > /dev/null 2>&1; fi; }

for tool in docker curl jq; do
  command -v "$tool" > /dev/null || cannot_tell "$tool is missing; install it first"
done
docker network inspect "$LAB_NETWORK" > /dev/null 2>&1 \
  || cannot_tell "no network $LAB_NETWORK, so the stack does not run. Start it: docker compose up -d --wait otel-collector grafana"

step "building and starting the blog in the network $LAB_NETWORK; the first time takes a minute"
blog up --detach --build --wait > "$work/up" 2>&1 || {
  tail -n 15 "$work/up" >&2
  blog logs --tail 10 >&2 || true
  cannot_tell 'the blog did not start; why stands above'
}

counters=(
  'traces_spanmetrics_calls_total{service_name="blog", span_kind="SPAN_KIND_SERVER", http_route="/posts/:id"}'
  'http_server_request_duration_seconds_count{service_name="blog"}'
  'traces_service_graph_request_total{client="blog", server="backend"}'
)
before=()
for counter in "${counters[@]}"; do
  before+=("$(prometheus_value "sum($counter)")") || cannot_tell "Prometheus does not answer at $prometheus_url"
done
since=$(date +%s)
new_trace
step "one request: GET $blog_url/posts/1, trace $trace_id"
post=$(curl --silent --show-error --fail --max-time 10 --header "traceparent: $traceparent" "$blog_url/posts/1") || cannot_tell 'the blog does not answer'
say "$post"

has_span() {
  spans_of_trace "$trace_id" | jq -er --arg service "$1" --arg name "$2" \
    'map(select(.service == $service and .kind == "SPAN_KIND_SERVER"))[0].name | if . == $name then . else error("it has: \(.)") end'
}
blog_lines() {
  get "$loki_url/loki/api/v1/query_range" "query={service_name=\"blog\"} | trace_id=\"$trace_id\"" since=1h direction=forward \
    | jq -er '[.data.result[].values[]] | sort_by(.[0]) | map(.[1]) | if length >= 2 then join(", ") else error("only: \(.)") end'
}
# As the variable of Service overview asks, through Grafana.
offered() {
  get "$grafana_url/api/datasources/proxy/uid/prometheus/api/v1/label/service_name/values" "match[]=traces_spanmetrics_calls_total{span_kind=\"SPAN_KIND_SERVER\"}" \
    | jq -er '.data | if index("blog") then join(", ") else error("only: \(join(", "))") end'
}

# check_rose SECONDS TITLE INDEX: by this request, and not by an earlier run of the blog.
check_rose() {
  check rose "$1" "$2" "curl -G $prometheus_url/api/v1/query --data-urlencode 'query=${counters[$3]}'" "${counters[$3]}" "${before[$3]}" "$since"
}
check has_span 60 'Tempo has its trace: blog GET /posts/:id' "curl $tempo_url/api/v2/traces/$trace_id" blog 'GET /posts/:id'
check blog_lines 60 'Loki has its log lines, with the trace' "curl -G $loki_url/loki/api/v1/query_range --data-urlencode 'query={service_name=\"blog\"}'"
check_rose 60 'Prometheus has its spans, counted by the collector' 0
check_rose 60 'Prometheus has the metrics that it sends' 1
if get "$grafana_url/api/health" > /dev/null; then
  check offered 60 'Grafana offers it on the dashboard Service overview' "open $grafana_url/d/service-overview?var-service=blog"
else
  skip 'Grafana does not answer' 'Grafana offers it on the dashboard Service overview'
fi
if [ "$(jq .openTasks <<< "$post")" = null ]; then
  skip 'the backend does not run' 'the service map has the edge blog > backend'
else
  check has_span 60 'its trace goes on in the backend' "curl $tempo_url/api/v2/traces/$trace_id" backend 'GET /api/tasks'
  check_rose 90 'the service map has the edge blog > backend' 2
fi
report_checks
write_junit "$junit" blog
if [ "$keep" = yes ]; then say "the blog runs at $blog_url; end it: docker compose -p $COMPOSE_PROJECT_NAME-blog -f examples/blog/compose.yml down"; fi
step "$passed passed, $failed failed, $skipped skipped; written to $junit"
[ "$failed" = 0 ]
