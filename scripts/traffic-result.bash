# traffic-result.bash -- what traffic.sh sent and how it was answered. Answers are lines
# "KIND OPERATION STATUS SECONDS".

# The status that each operation should be answered with.
readonly EXPECTED='{"create": "201", "list": "200", "read": "200", "update": "200", "delete": "204", "slow": "200", "error": "500"}'

# summarise: the result as one JSON object; seconds are those the client saw. Percentiles by
# nearest rank: each is the time of a request that really was.
summarise() {
  cat "$work"/answers.* | jq -Rn --argjson expected "$EXPECTED" --arg url "$url" --arg mix "$mix" --argjson seed "$seed" \
    --argjson rate "$rate" --argjson planned "$(wc -l < "$work/plan")" --argjson ms "$((ended - started))" '
    def counts: group_by(.) | map({key: .[0], value: length}) | from_entries;
    def rank($p): if length == 0 then null else .[(length * $p / 100 | ceil) - 1] end;
    def times: map(.seconds) | sort | {p50: rank(50), p95: rank(95), p99: rank(99), max: last};
    [inputs | split(" ") | {kind: .[0], operation: .[1], status: .[2], seconds: (.[3] | tonumber)}] as $all
    | ($all | map(select(.status != "000"))) as $answered
    | {url: $url, mix: $mix, seed: $seed, planned: $planned, answered: ($answered | length),
       unexpected: ($all | map(select(.status != $expected[.operation]) | "\(.operation) \(.status)") | counts),
       rate: {asked: $rate, achieved: (($all | length) * 1000 / $ms * 100 | round / 100)},
       by_kind: ($all | group_by(.kind) | map({key: .[0].kind, value: ({sent: length} + times)}) | from_entries),
       by_operation: ($all | map(.operation) | counts), by_status: ($all | map(.status) | counts),
       seconds: ($answered | times)}'
}

# print_summary FILE: the same for a person.
print_summary() {
  jq -r '
    def list: to_entries | map("\(.key) \(.value)") | join(", ");
    def ms: if . == null then "-" else "\(. * 1000 | round) ms" end;
    def times: "p50 \(.p50 | ms), p95 \(.p95 | ms), p99 \(.p99 | ms), max \(.max | ms)";
    "sent        \(.planned), answered \(.answered); \(.rate.achieved) a second of \(.rate.asked) asked for",
    "operations  \(.by_operation | list)",
    "statuses    \(.by_status | list)",
    "all         \(.seconds | times)",
    (.by_kind | to_entries[] | "\(.key + "            " | .[:11]) \(.value.sent) sent; \(.value | times)")' "$1" \
    | while IFS= read -r line; do say "$line"; done
}

# is_as_asked FILE: 1, with the reason, when answers were not those expected or the rate was not reached.
is_as_asked() {
  local reasons
  reasons=$(jq -r '
    (.unexpected | to_entries[] | "\(.value) of \(.key | split(" ")[0]) were answered with \(.key | split(" ")[1])"),
    (if .rate.achieved < .rate.asked * 0.9 then "only \(.rate.achieved) requests a second were reached, of \(.rate.asked)" else empty end)' "$1")
  [ -n "$reasons" ] || return 0
  while IFS= read -r reason; do complain "$reason"; done <<< "$reasons"
  return 1
}
