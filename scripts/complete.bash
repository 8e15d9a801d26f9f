# complete.bash -- verify.sh --complete: N requests, then every store is asked for all of them. A
# table per signal: expected, found, missing, twice; and what every drop counter on the way says.
source "$scripts/requests.bash"
source "$scripts/complete-requests.bash"
source "$scripts/complete-stores.bash"
source "$scripts/drop-counters.bash"

# Generous: a slow machine loses nothing.
readonly EXPORT_SECONDS=30 STORE_SECONDS=60

# wait_for_whole TITLE COMMAND: says how long it took, or that time is up. All signals share the time,
# since they travel side by side; the last one has a few seconds in any case.
wait_for_whole() {
  local start title=$1 seconds
  start=$(now_ms)
  seconds=$((STORE_SECONDS + wanted / 50 - (start - sending_until) / 1000))
  [ "$seconds" -ge 5 ] || seconds=5
  if poll_until "$seconds" "$2"; then
    say "$title: whole after $(as_seconds $(($(now_ms) - start))) s"
  else
    say "$title: not whole after $seconds s"
  fi
}

send_and_wait() {
  local start
  step 'counters before: waiting for the next export of the backend'
  start=$(now_ms)
  poll_until "$EXPORT_SECONDS" counters_since "$start" "$work/before.json" \
    || cannot_tell "the backend has sent no metrics for $EXPORT_SECONDS s; see: docker compose logs backend otel-collector"
  all_drops > "$work/drops.before"
  sending_since=$(now_ms)
  step "$wanted requests, traces $run…"
  send_counted "$wanted"
  all_answered "$wanted"
  sending_until=$(now_ms)
  say "answered after $(as_seconds $((sending_until - sending_since))) s"
  jq -Rn '[inputs | split(" ") | {key: .[0], value: .[1]}] | from_entries' "$work/plan" > "$work/plan.json"
  cut -d ' ' -f 1 "$work/plan" > "$work/not-whole"
  step 'what the stores have of them'
  # Traces last: each is read by its id, and by then they have had the time to come.
  wait_for_whole counters counters_are_exact
  wait_for_whole 'log lines' logs_are_whole
  wait_for_whole traces traces_are_whole
  # Once more: a copy may come later than the original.
  logs_are_whole || true
  all_drops > "$work/drops.after"
  [ -s "$work/logs.json" ] || cannot_tell "Loki does not answer at $loki_url"
  [ -s "$work/counters.json" ] || cannot_tell "it cannot be told what others sent; Loki does not answer at $loki_url"
}

# The result as one JSON object; in "signals" a row per signal.
result_of_complete() {
  jq -n --arg run "$run" --argjson requests "$wanted" --argjson since "$sending_since" --argjson until "$sending_until" \
    --slurpfile traces "$work/judged" --slurpfile logs "$work/logs.json" --slurpfile counters "$work/counters.json" \
    --argjson drops "$(drops_between "$work/drops.before" "$work/drops.after")" '
    def row($signal; $unit; $bad): {signal: $signal, unit: $unit, expected: (map(.expected) | add), found: (map(.found) | add),
      missing: (map(.missing | length) | add), more: (map(.more) | add),
      examples: ($bad | .[:5])};
    [ {signal: "traces", unit: "whole traces", expected: ($traces | length), found: ($traces | map(select(.problem == "")) | length),
       missing: ($traces | map(select(.problem != "")) | length), more: 0,
       examples: [limit(5; $traces[] | select(.problem != "") | "\(.trace): \(.problem)")]},
      ($traces | map(. + {more: (.duplicates + .others)})
       | row("spans"; "spans"; [])),
      ($logs[0] | row("logs"; "log lines"; [limit(5; .[] | select(.missing != [] or .more > 0)
        | "\(.trace): " + ([(.missing[] | "no line \"\(.)\""), (if .more > 0 then "\(.more) lines more than it wrote" else empty end)] | join("; ")))])),
      ($counters[0][] | {signal: .metric, unit: "requests counted", expected, found, missing, more, others,
        examples: [if .restarted then "the backend began to count anew" else empty end,
          limit(5; .answers[] | select(.found != .expected) | "\(.answer): \(.rose) counted, \(.others) of them by others, \(.expected) sent")]})
    ] as $signals
    | {run: $run, requests: $requests, since: ($since / 1000), until: ($until / 1000), signals: $signals, drops: $drops,
       whole: ($signals | all(.missing == 0 and .more == 0)),
       explained: ($drops | length > 0)}'
}

print_complete() {
  printf '%-38s %9s %9s %9s %9s\n' '' expected found missing 'too many'
  jq -r '.signals[] | [.signal, .expected, .found, .missing, .more] | @tsv' "$1" | while IFS=$'\t' read -r signal expected found missing more; do
    printf '%-38s %9s %9s %9s %9s\n' "$signal" "$expected" "$found" "$missing" "$more"
  done
  jq -r '
    (.signals[] | .signal as $signal | .examples[] | "\($signal): \(.)"),
    (.signals[] | select(.others > 0) | "\(.signal): \(.others) requests of others in the same time are told apart by their log lines"),
    (if .drops == [] then "no drop counter rose: SDK, collector, Tempo, Loki, Prometheus" else .drops[] | if .counter == "unreachable" then "\(.part) does not tell what it dropped" else "dropped on the way, by \(.part): \(.counter) rose by \(.by)" end end),
    (if .whole then empty elif .explained then "what is missing is explained above" else "nothing on the way counted a drop: what is missing is not explained" end)' "$1" \
    | while IFS= read -r line; do say "$line"; done
}

# As checks too, for JUnit.
settle_complete() {
  local outcome title detail
  while IFS=$'\t' read -r outcome title detail; do
    settle "$outcome" "$detail" "$title" "scripts/verify.sh --complete $wanted"
  done < <(jq -r '.signals[] | [(if .missing == 0 and .more == 0 then "ok" else "FAILED" end), "\(.expected) \(.unit) in \(.signal)",
    "found \(.found), missing \(.missing), too many \(.more)"] | @tsv' "$1")
  report_checks > /dev/null
}

# verify_complete N FILE: writes the result to FILE. 0 whole, 1 not.
verify_complete() {
  wanted=$1 run=$(hex_id 8) caller_span_id=$(hex_id 8)
  at_exit() { delete_tasks_of "$run" "$frontend_url" "$AGENT"; }
  get "$tempo_url/ready" > /dev/null || cannot_tell "Tempo does not answer at $tempo_url"
  get "$loki_url/ready" > /dev/null || cannot_tell "Loki does not answer at $loki_url"
  send_and_wait
  mkdir -p "$(dirname "$2")"
  # Moved there whole: another run may write the same file.
  result_of_complete > "$work/result.json"
  cp "$work/result.json" "$2.$run" && mv "$2.$run" "$2"
  print_complete "$work/result.json"
  settle_complete "$work/result.json"
  jq -e .whole "$work/result.json" > /dev/null
}
