#!/usr/bin/env bash
# Usage: scripts/slo-gate.sh [OPTION...] [--help]      (npm run gate: with --enforce)
# Summary: Were the service level objectives kept over the last minutes?
#
# --window T         how far to look back, such as 90s, 10m or 2h (default: 10m)
# --enforce          exit with 1 when one was not kept; without it that is reported only
# --optional NAMES   objectives (id or kind, with commas) that may be without data, such as lcp
#                    where no browser ran
# --timeout T        how long to wait for the metrics of the last requests (default: 30s)
# --objectives FILE  default: prometheus/objectives.json, made by npm run rules
# --json             the result as JSON on stdout; everything else goes to stderr
#
# Waits until the backend has sent its metrics once more, so that the last request counts too.
# An objective without data is never kept: nobody knows.
# Exit status: 0 all were kept, or --enforce was not given; 1 with --enforce: one was not;
# 2 it cannot be told: no data for one that is not optional, no answer, or a wrong call.
# Where one was not kept and another has no data, 1 wins.
set -euo pipefail
export LC_ALL=C
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"
source "$scripts/probe.bash"
source "$scripts/objectives.bash"

window=10m enforce=no optional='' timeout=30s objectives=$root/prometheus/objectives.json json=no
while [ $# -gt 0 ]; do
  case $1 in
    --window) needs_value "$@"; window=$2; shift ;;
    --enforce) enforce=yes ;;
    --optional) needs_value "$@"; optional=$optional,$2; shift ;;
    --timeout) needs_value "$@"; timeout=$2; shift ;;
    --objectives) needs_value "$@"; objectives=$(from_caller "$2"); shift ;;
    --json) json=yes ;;
    --help) print_help; exit ;;
    *) wrong_call "unknown argument: $1" ;;
  esac
  shift
done
seconds=$(seconds_of --window "$window")
patience=$(seconds_of --timeout "$timeout")
if [ "$json" = yes ]; then only_json; fi
for tool in curl jq; do
  command -v "$tool" > /dev/null || cannot_tell "$tool is missing; install it first"
done
check_objectives_file "$objectives" || wrong_call "$objectives has no objectives with id, title, objective (0 to 1), error_query and total_query"
for name in ${optional//,/ }; do
  jq -e --arg name "$name" 'any(.[]; .id == $name or .slo == $name)' "$objectives" > /dev/null || wrong_call "--optional: no objective is called $name"
done

print_objectives() {
  printf '    %-34s %8s %9s %8s %7s %8s  %s\n' objective promised kept events bad budget verdict
  jq -r '.objectives[]
    | def percent: if . == null then "-" else "\(. * 100000 | round / 1000) %" end;
      [.id, (.objective | percent), (.measured | percent), .events // "-", .bad // "-", (if .budget_used == null then "-" else "\(.budget_used * 100 | round) %" end),
       .verdict + (if .reason != "" then " (\(.reason)\(if .optional then "; optional" else "" end))" else "" end)] | @tsv' "$1" \
    | while IFS=$'\t' read -r id promised kept events bad budget verdict; do
      printf '    %-34s %8s %9s %8s %7s %8s  %s\n' "$id" "$promised" "$kept" "$events" "$bad" "$budget" "$verdict"
    done
}

make_work_folder
get "$prometheus_url/-/ready" > /dev/null || cannot_tell "Prometheus does not answer at $prometheus_url. Start the lab with: npm start"
step "objectives over the last $window, once the metrics of the last requests are there"
since=$(now_ms)
poll_until "$patience" exported_since "$since" \
  || cannot_tell "the backend has sent no metrics for $patience s, so the last requests are not counted; see: docker compose logs backend otel-collector"

at=$(($(now_ms) / 1000))
for ((index = 0; index < $(jq length "$objectives"); index++)); do
  measure_objective "$index" >> "$work/measured" || cannot_tell "Prometheus cannot tell $(jq -r ".[$index].id" "$objectives")"
done
jq -s --arg window "$window" --argjson seconds "$seconds" --argjson at "$at" '
  {window: $window, seconds: $seconds, at: $at,
   verdict: (if any(.[]; .verdict == "not met") then "not met" elif any(.[]; .verdict == "no data" and (.optional | not)) then "cannot be told" else "met" end),
   objectives: .}' "$work/measured" > "$work/result.json"
if [ "$json" = yes ]; then cat "$work/result.json" >&9; else print_objectives "$work/result.json"; fi

verdict=$(jq -r .verdict "$work/result.json")
names_of() { jq -r --arg verdict "$1" '[.objectives[] | select(.verdict == $verdict and (.verdict != "no data" or (.optional | not))) | .id] | join(", ")' "$work/result.json"; }
case $verdict in
  met) step 'all objectives were kept' ;;
  'not met')
    complain "not kept: $(names_of 'not met')"
    [ "$enforce" = no ] || exit 1 ;;
  *) cannot_tell "no data for: $(names_of 'no data'). Send traffic first (npm run traffic), or name those that may be without: --optional" ;;
esac
