#!/usr/bin/env bash
# Usage: scripts/export-dashboards.sh [--output FOLDER] [--timeout T] [--json] [--help]      (npm run export-dashboards)
# Summary: Save the dashboards as they are in Grafana, and say what differs from the source.
#
# Dashboards may be changed and saved in Grafana. This writes them to FOLDER (default:
# reports/exported-dashboards), without what Grafana numbers itself, and compares each with
# grafana/dashboards. To keep a change, write it into grafana/src and run: npm run dashboards.
#
# --timeout T    how long Grafana may take for one of them (default: 30s)
#
# Exit status: 0 nothing differs, 1 something does, 2 Grafana could not be asked.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"
source "$scripts/probe.bash"

output=reports/exported-dashboards timeout=30s json=no
while [ $# -gt 0 ]; do
  case $1 in
    --output) needs_value "$@"; output=$(from_caller "$2"); shift ;;
    --timeout) needs_value "$@"; timeout=$2; shift ;;
    --json) json=yes ;;
    --help) print_help; exit ;;
    *) wrong_call "unknown argument: $1" ;;
  esac
  shift
done
patience=$(seconds_of --timeout "$timeout")

# What Grafana numbers itself, and the defaults that its editor writes down.
readonly NORMALISE='
  del(.id, .version, .schemaVersion, .panels[]?.id, .panels[]?.pluginVersion)
  | walk(if type == "object" then with_entries(select(.value != null and .value != [] and .value != {} and .value != "")) else . end)'

# Leaves by their path; a panel is known by its title, since moving it changes its place in the list.
# What the editor adds beside them (its defaults) is no difference; a query, link or step is.
# shellcheck disable=SC2016  # variables of jq
readonly DIFFERENCES='
  def leaves: [(del(.panels) | paths(scalars) as $p | {key: ($p | map(tostring) | join(".")), value: getpath($p)}),
      (.panels[]? | .title as $title | paths(scalars) as $p | {key: "\($title): \($p | map(tostring) | join("."))", value: getpath($p)})]
    | from_entries;
  ($source[0] | leaves) as $old | ($saved[0] | leaves) as $new
  | [($old | to_entries[] | select($new[.key] != .value) | .key as $key
       | if $new | has($key) then "changed \(.key): \(.value | tojson) -> \($new[.key] | tojson)" else "removed \(.key): \(.value | tojson)" end),
     ($new | to_entries[] | select(.key as $key | $old | has($key) | not)
       | select(.key | test("expr$|query$|\\.(targets|links|steps)\\.|: (title|description|type)$|templating|\\.unit$"))
       | "added \(.key): \(.value | tojson)")]'

dashboards=$(get "$grafana_url/api/search" type=dash-db limit=1000) \
  || cannot_tell "Grafana does not answer at $grafana_url. Start the lab with: npm start"
mkdir -p "$output"
make_work_folder
report=$work/report

# fetch UID FILE: one dashboard as Grafana has it. jq alone would take no answer for an empty one.
fetch() { get "$grafana_url/api/dashboards/uid/$1" > "$work/answer" && jq ".dashboard | $NORMALISE" "$work/answer" > "$2"; }

# export_dashboard UID: writes its file; prints its differences as one line of JSON.
export_dashboard() {
  local uid=$1 file=$output/$1.json source=grafana/dashboards/$1.json differences
  poll_until "$patience" fetch "$uid" "$file" || cannot_tell "Grafana does not give the dashboard $uid"
  if [ -f "$source" ]; then
    differences=$(jq "$NORMALISE" "$source" | jq -nc --slurpfile source /dev/stdin --slurpfile saved "$file" "$DIFFERENCES")
  else
    differences='["added: this dashboard is in Grafana alone"]'
  fi
  jq -nc --arg uid "$uid" --arg file "$file" --argjson differences "$differences" '{$uid, $file, $differences}'
}

for uid in $(jq -r '.[].uid' <<< "$dashboards"); do
  export_dashboard "$uid" >> "$report"
done
for source in grafana/dashboards/*.json; do
  uid=$(basename "$source" .json)
  jq -e --arg uid "$uid" 'any(.[]; .uid == $uid)' <<< "$dashboards" > /dev/null \
    || jq -nc --arg uid "$uid" '{$uid, file: null, differences: ["removed: Grafana does not have this dashboard"]}' >> "$report"
done

if [ "$json" = yes ]; then
  jq -s . "$report"
else
  step "saved to $output"
  jq -r 'if .differences == [] then "    \(.uid): as in the source" else "    \(.uid):", (.differences[] | "      \(.)") end' "$report"
fi
jq -se 'all(.differences == [])' "$report" > /dev/null
