# report.sh without a lab: what it makes of data, hostile data and none.
setup() {
  bats_require_minimum_version 1.5.0
  cd "$BATS_TEST_DIRNAME/report" || return 1
  data=$BATS_TEST_TMPDIR/report.json
  jq -n '{project: "p", commit: null, window: "10m", seconds: 600, until: 1700000600, interval: 15, grafana_url: "http://localhost:3000",
    objectives: null, ranges: [], slowest: null, failed: null, completeness: null, freshness: null, containers: null, compared: null}' > "$data"
}

# change FILTER: of the data.
change() { jq "$1" "$data" > "$data.new" && mv "$data.new" "$data"; }
page() { jq -r -L . --rawfile style style.css -f page.jq "$data"; }
summary() { jq -r -L . -f summary.jq "$data"; }
compare() { jq -L . --slurpfile earlier "$BATS_TEST_TMPDIR/earlier.json" -f compare.jq "$data"; }
# verdict_of WHAT
verdict_of() { compare | jq -r --arg what "$1" '.rows[] | select(.what == $what) | .verdict'; }

@test "where nothing could be asked, page and summary say so, part by part" {
  run -0 page
  for part in 'The objectives could not be asked' 'No samples in this time' 'Tempo could not be asked' 'Not asked: scripts/verify.sh' 'The lab did not answer' 'The container engine could not be asked'; do
    [[ "$output" == *"$part"* ]]
  done
  run -0 summary
  [[ "$output" == *'cannot be told'* && "$output" == *'the engine could not be asked'* ]]
}

@test "text of others can be neither markup nor an attribute nor a cell of its own" {
  change '"<script>alert(1)</script>\"onload=x|a\nb" as $evil | .project = $evil | .commit = $evil | .window = $evil | .grafana_url = "http://x/\"><script>"
    | .slowest = [{id: $evil, name: $evil, ms: 1, at: 1700000000}]
    | .completeness = {whole: false, requests: $evil, since: 1, signals: [{signal: $evil, expected: 1, found: 0, missing: 1, more: 0, examples: [$evil]}], drops: [{part: $evil, counter: $evil, by: 1}]}
    | .objectives = {verdict: $evil, objectives: [{title: $evil, objective: 0.9, measured: 1, events: 1, bad: 0, budget_used: 0, verdict: $evil, reason: $evil}]}
    | .containers = [{service: $evil, state: $evil, cpu_percent: 1, memory: 1, limit: 1, restarts: 0, out_of_memory: false, image: $evil, origin: $evil}]
    | .ranges = [{name: "rate", unit: "requests/s", points: [[1700000100, 1]]}]'
  run -0 page
  [[ "$output" != *'<script'* && "$output" != *'"onload'* ]]
  run -0 summary
  [[ "$output" != *'<script'* || "$output" == *'\<script'* ]]
  [[ "$output" != *$'\nb'* && "$output" != *[^\\]'|a'* ]]
}

@test "the page needs nothing from elsewhere" {
  change '.slowest = [{id: "0af7651916cd43dd8448eb211c80319c", name: "GET /api/tasks", ms: 12, at: 1700000000}]'
  run -0 page
  [[ "$output" != *'src='* && "$output" != *'@import'* && "$output" != *'url('* && "$output" != *'<link'* ]]
  [ "$(grep -o 'href="[^"]*"' <<< "$output" | grep -vc '^href="http://localhost:3000/explore?')" -eq 0 ]
  [[ "$output" == *'%22query%22%3A%220af7651916cd43dd8448eb211c80319c%22'* ]]
}

@test "a chart has its unit, its times and the objective, and no line through a time without samples" {
  change '.ranges = [("p50", "p95", "p99") as $name | {name: $name, unit: "s", points: [[1700000015, 0.1], [1700000030, 0.2], [1700000400, 0.3]]}]'
  run -0 page
  [[ "$output" == *'objective 500 ms'* && "$output" == *'>22:13:20<'* && "$output" == *'>22:23:20<'* && "$output" == *'>200 ms<'* ]]
  [ "$(grep -o 'class="line series-0" d="[^"]*"' <<< "$output" | tr -cd M)" = MM ]
}

# series NAME UNIT VALUE...: as one that was measured, in report and earlier report.
series() {
  local name=$1 unit=$2
  shift 2
  printf '%s\n' "$@" | jq -s --arg name "$name" --arg unit "$unit" '[{name: $name, unit: $unit, points: (to_entries | map([.key, .value]))}]'
}

@test "what moved beyond the noise and by enough is worse or better, the rest is the same" {
  earlier() { jq --argjson ranges "$1" '.ranges = $ranges' "$data" > "$BATS_TEST_TMPDIR/earlier.json"; }
  now() { change ".ranges = $1"; }
  earlier "$(series p95 s 0.100 0.102 0.098 0.101 0.099 0.100)"
  now "$(series p95 s 0.200 0.203 0.199 0.201 0.198 0.200)"
  [ "$(verdict_of p95)" = worse ]
  now "$(series p95 s 0.050 0.052 0.049 0.051 0.050 0.048)"
  [ "$(verdict_of p95)" = better ]
  # Beyond the noise, but less than a fifth.
  now "$(series p95 s 0.110 0.112 0.108 0.111 0.109 0.110)"
  [ "$(verdict_of p95)" = same ]
  # Twice as much, but as noisy as that.
  now "$(series p95 s 0.020 0.400 0.050 0.900 0.200 0.010)"
  [ "$(verdict_of p95)" = same ]
  # One interval of six does not decide.
  now "$(series p95 s 0.100 0.102 5.0 0.101 0.099 0.100)"
  [ "$(verdict_of p95)" = same ]
  now "$(series p95 s 9 9 9 9)"
  [ "$(verdict_of p95)" = 'cannot be told' ]
}

@test "more failures are worse when they are more than chance makes, and lost signals always are" {
  objective='{objectives: {objectives: [{id: "a", title: "A", measured: $measured, events: 1000, bad: $bad}]}, completeness: {signals: [{missing: $missing, more: 0}]}}'
  jq --argjson measured 0.99 --argjson bad 10 --argjson missing 0 ". + $objective" "$data" > "$BATS_TEST_TMPDIR/earlier.json"
  jq --argjson measured 0.95 --argjson bad 50 --argjson missing 1 ". + $objective" "$BATS_TEST_TMPDIR/earlier.json" > "$data"
  [ "$(verdict_of 'A: share of bad')" = worse ]
  [ "$(verdict_of 'completeness: missing or too many')" = worse ]
  jq --argjson measured 0.982 --argjson bad 18 --argjson missing 0 ". + $objective" "$BATS_TEST_TMPDIR/earlier.json" > "$data"
  [ "$(verdict_of 'A: share of bad')" = same ]
  [ "$(verdict_of 'completeness: missing or too many')" = same ]
}

@test "wrong calls and no lab are exit status 2, and write nothing" {
  report=$BATS_TEST_DIRNAME/report.sh
  run -2 "$report" --window 10s
  run -2 "$report" --output x.txt
  run -2 "$report" --fail-on-regression
  : > "$BATS_TEST_TMPDIR/empty.json"
  run -2 "$report" --compare "$BATS_TEST_TMPDIR/empty.json"
  [[ "$output" == *'is no JSON of an earlier report'* ]]
  PROMETHEUS_PORT=9 run -2 "$report" --output "$BATS_TEST_TMPDIR/a folder/r.html"
  [[ "$output" == *'npm start'* && ! -e "$BATS_TEST_TMPDIR/a folder" ]]
}
