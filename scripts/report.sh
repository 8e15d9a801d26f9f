#!/usr/bin/env bash
# Usage: scripts/report.sh [OPTION...] [--help]      (npm run report)
# Summary: What the last minutes were like: one HTML page, Markdown for a job's summary, and JSON.
#
# --window T            how far to look back, such as 90s, 10m or 2h (default: 10m)
# --output FILE.html    default: reports/report.html; .md and .json are written beside it
# --compare FILE.json   the JSON of an earlier report: what became slower, heavier or less whole
# --fail-on-regression  exit with 1 when --compare finds something worse
# --optional NAMES      objectives that may be without data, as for slo-gate.sh
# --json                the JSON on stdout too; everything else goes to stderr
#
# Objectives, rate, errors and duration, the slowest and the failed traces with links into Grafana,
# the last result of verify.sh --complete, seconds until one request is seen in each store, and what
# the containers need. What cannot be asked is named in the page.
# Exit status: 0 written; 1 --fail-on-regression found something worse; 2 it cannot be told.
set -euo pipefail
export LC_ALL=C
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"
source "$scripts/probe.bash"
source "$scripts/image-set.bash"
source "$scripts/report-data.bash"

window=10m output=$root/reports/report.html earlier='' enforce=no optional='' json=no
while [ $# -gt 0 ]; do
  case $1 in
    --window) needs_value "$@"; window=$2; shift ;;
    --output) needs_value "$@"; output=$(from_caller "$2"); shift ;;
    --compare) needs_value "$@"; earlier=$(from_caller "$2"); shift ;;
    --fail-on-regression) enforce=yes ;;
    --optional) needs_value "$@"; optional=$2; shift ;;
    --json) json=yes ;;
    --help) print_help; exit ;;
    *) wrong_call "unknown argument: $1" ;;
  esac
  shift
done
seconds=$(seconds_of --window "$window")
[ "$seconds" -ge 60 ] || wrong_call "--window is at least 60s: a shorter one has too few intervals"
case $output in *.html) ;; *) wrong_call "--output is a file that ends in .html, not: $output" ;; esac
[ "$enforce" = no ] || [ -n "$earlier" ] || wrong_call '--fail-on-regression needs --compare'
if [ "$json" = yes ]; then only_json; fi
for tool in curl jq; do
  command -v "$tool" > /dev/null || cannot_tell "$tool is missing; install it first"
done
# --slurp, since jq 1.6 takes an empty file for a success.
if [ -n "$earlier" ]; then
  jq -es 'length == 1 and (.[0] | type == "object" and has("ranges") and has("until"))' "$earlier" > /dev/null 2>&1 || wrong_call "--compare: $earlier is no JSON of an earlier report"
fi

# Some forty intervals, and none shorter than two exports of the backend.
interval=$((seconds / 40))
[ "$interval" -ge 10 ] || interval=10

# gather NAME COMMAND...: what the command prints, under this name.
gather() {
  local name=$1
  shift
  say "$name"
  "$@" > "$work/$name.json" || echo null > "$work/$name.json"
}

objectives() {
  local status=0
  scripts/slo-gate.sh --window "$window" --json ${optional:+--optional "$optional"} 2> "$work/gate.log" || status=$?
  if [ "$status" = 2 ]; then sed 's/^/    /' "$work/gate.log" | tail -n 1 >&2; fi
}

gather_all() {
  gather objectives objectives
  until=$(($(now_ms) / 1000))
  gather ranges all_ranges
  gather slowest slowest_traces
  gather failed failed_traces
  gather completeness completeness reports/complete.json
  gather freshness measure_freshness
  gather containers container_states
}

assemble() {
  jq -n --arg project "$COMPOSE_PROJECT_NAME" --arg window "$window" --argjson seconds "$seconds" --argjson until "$until" --argjson interval "$interval" \
    --arg commit "$(git rev-parse --short HEAD 2> /dev/null || true)" --arg grafana "${GRAFANA_URL:-$grafana_url}" \
    --slurpfile objectives "$work/objectives.json" --slurpfile ranges "$work/ranges.json" --slurpfile slowest "$work/slowest.json" --slurpfile failed "$work/failed.json" \
    --slurpfile completeness "$work/completeness.json" --slurpfile freshness "$work/freshness.json" --slurpfile containers "$work/containers.json" '
    {project: $project, commit: (if $commit == "" then null else $commit end), window: $window, seconds: $seconds, until: $until, interval: $interval, grafana_url: $grafana,
     objectives: $objectives[0], ranges: $ranges, slowest: $slowest[0], failed: $failed[0], completeness: $completeness[0], freshness: $freshness[0], containers: $containers[0], compared: null}' > "$work/report.json"
  if [ -n "$earlier" ]; then
    jq -L "$scripts/report" --slurpfile earlier "$earlier" -f "$scripts/report/compare.jq" "$work/report.json" > "$work/compared.json"
    jq --slurpfile compared "$work/compared.json" '.compared = $compared[0]' "$work/report.json" > "$work/with.json" && mv "$work/with.json" "$work/report.json"
  fi
}

# put FILE TARGET: there whole, or not at all; nobody reads half of it.
put() { cp "$1" "$2.$$" && mv "$2.$$" "$2"; }

write_report() {
  local base=${output%.html}
  mkdir -p "$(dirname "$output")"
  jq -r -L "$scripts/report" --rawfile style "$scripts/report/style.css" -f "$scripts/report/page.jq" "$work/report.json" > "$work/report.html"
  jq -r -L "$scripts/report" -f "$scripts/report/summary.jq" "$work/report.json" > "$work/report.md"
  put "$work/report.html" "$output"
  put "$work/report.md" "$base.md"
  put "$work/report.json" "$base.json"
  step "written: $output, $base.md, $base.json"
}

make_work_folder
get "$prometheus_url/-/ready" > /dev/null || cannot_tell "Prometheus does not answer at $prometheus_url. Start the lab with: npm start"
step "asking for the last $window"
gather_all
assemble
write_report
if [ "$json" = yes ]; then cat "$work/report.json" >&9; fi
if [ -n "$earlier" ]; then
  worse=$(jq -r '[.compared.rows[] | select(.verdict == "worse") | "\(.what) (\(.before) -> \(.now))"] | join(", ")' "$work/report.json")
  if [ -z "$worse" ]; then
    step 'nothing became worse'
  else
    complain "became worse: $worse"
    [ "$enforce" = no ] || exit 1
  fi
fi
