# pipeline.sh: the order of its stages and what happens when one fails (with scripts that only say
# that they were called), and the counting of what arrived (with answers as the stores give them).
setup() {
  bats_require_minimum_version 1.5.0
  lab="$BATS_TEST_TMPDIR/a lab"
  called=$BATS_TEST_TMPDIR/called
  mkdir -p "$lab/scripts" "$BATS_TEST_TMPDIR/bin"
  cp "$BATS_TEST_DIRNAME"/{pipeline.sh,lab.bash,probe.bash,checks.bash} "$lab/scripts/"
  cp "$BATS_TEST_DIRNAME/../.env" "$lab/"
  for name in up health traffic slo-gate report export-dashboards collect-logs cleanup; do says "$name"; done
  says traffic 'echo "{\"answered\": 2, \"planned\": 2, \"seconds\": {\"p95\": 0.1}}"'
  says slo-gate 'echo "{\"objectives\": []}"'
  for part in engine image-set; do : > "$lab/scripts/$part.bash"; done
  printf '%s() { :; }\n' ensure_tool ensure_engine ensure_compose ensure_images > "$lab/scripts/engine.bash"
  cat > "$lab/scripts/traffic-signals.bash" << PART
traffic_before() { echo '{"at": $(date +%s)}'; }
holds() { echo seen; }
for signal in traces metrics logs; do eval "check_\$signal() { echo \$signal >> '$called'; check holds 1 \$signal by-hand; }"; done
PART
  stub_docker ''
  # Prometheus, asked for the time of the last export.
  printf '#!/usr/bin/env bash\necho %s\n' "'{\"data\": {\"result\": [{\"value\": [0, \"9999999999\"]}]}}'" > "$BATS_TEST_TMPDIR/bin/curl"
  chmod +x "$BATS_TEST_TMPDIR/bin/curl"
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
  pipeline="$lab/scripts/pipeline.sh"
}

# says SCRIPT [COMMAND]: the script notes that it was called, and does COMMAND.
says() {
  printf '#!/usr/bin/env bash\necho %s >> "%s"\n%s\n' "$1" "$called" "${2:-}" > "$lab/scripts/$1.sh"
  chmod +x "$lab/scripts/$1.sh"
}
stub_docker() {
  printf '#!/usr/bin/env bash\ncase "$1 $2" in "compose "*) echo build >> "%s" ;; esac\n%s\n' "$called" "$1" > "$BATS_TEST_TMPDIR/bin/docker"
  chmod +x "$BATS_TEST_TMPDIR/bin/docker"
}
calls() { paste -s -d ' ' "$called"; }

@test "all stages run in order, the cleanup last, each with its seconds" {
  run -0 "$pipeline"
  [ "$(calls)" = 'build up health traffic traces metrics logs slo-gate report export-dashboards cleanup' ]
  for stage in build start health traffic traces metrics logs slo report dashboards cleanup; do
    [[ "$output" =~ [0-9]\ s\ \ $stage\ +ok ]] || { echo "no seconds of $stage"; return 1; }
  done
  [ -s "$lab/reports/traces.xml" ] && [ -s "$lab/reports/metrics.xml" ] && [ -s "$lab/reports/logs.xml" ]
}

@test "a stage that fails ends the run: logs, cleanup, and its exit status" {
  says health 'exit 1'
  run -1 "$pipeline"
  [ "$(calls)" = 'build up health collect-logs cleanup' ]
  [[ "$output" =~ health\ +failed\ with\ 1 ]]
}

@test "traffic that was not answered as it should be fails, and is written down all the same" {
  says traffic 'echo "{\"answered\": 1, \"planned\": 2, \"seconds\": {\"p95\": 0.1}}"; exit 1'
  run -1 "$pipeline" traffic
  [[ "$output" == *'1 of 2 answered'* ]]
}

@test "after a gate that was not kept, report and dashboards still tell why" {
  says slo-gate 'exit 1'
  run -1 "$pipeline"
  [[ "$(calls)" == *'slo-gate report export-dashboards collect-logs cleanup' ]]
}

@test "a cleanup that fails is a failure" {
  says cleanup 'exit 1'
  run -1 "$pipeline"
}

@test "a lab that exists is not removed: exit status 2, and nothing was called" {
  stub_docker 'case "$1" in volume) echo my-data ;; esac'
  run -2 "$pipeline"
  [[ "$output" == *'exists, and the last stage would remove it'* ]]
  [ ! -e "$called" ]
}

@test "interrupted: the lab is removed, and the status says so" {
  says traffic "trap 'echo ended >> \"$called\"; exit' TERM; sleep 60 & wait"
  "$pipeline" > /dev/null 2>&1 3>&- &
  run=$!
  until grep -q traffic "$called" 2> /dev/null; do sleep 0.1; done
  kill -TERM "$run"
  status=0
  wait "$run" || status=$?
  [ "$status" -eq 143 ]
  [[ "$(calls)" == *'traffic ended collect-logs cleanup' ]]
}

@test "one stage alone; counting without traffic and unknown stages are wrong calls" {
  run -0 "$pipeline" health
  [ "$(calls)" = health ]
  run -2 "$pipeline" traces
  [[ "$output" == *'nothing was sent yet'* ]]
  run -2 "$pipeline" ship
  [[ "$output" == *'no stage ship; they are: build start'* ]]
}

# ask_stores ANSWERS: what Tempo, Loki and Prometheus answer from now on, as a case on the URL.
ask_stores() {
  source "$BATS_TEST_DIRNAME/traffic-signals.bash"
  TRAFFIC=$BATS_TEST_TMPDIR/traffic.json tempo_url=tempo loki_url=loki
  jq -n '{answered: 150, ended: 20, before: {at: 10}}' > "$TRAFFIC"
  eval "get() { case \$1 in $1 esac; }"
}

@test "a trace id that Tempo shortened is one that Loki knows" {
  ask_stores 'tempo/*) echo "{\"traces\": [{\"traceID\": \"abc\"}]}" ;;'
  [ "$(traces_of_traffic)" = 00000000000000000000000000000abc ]
}

@test "four traces are not enough, five are" {
  ask_stores 'tempo/*) jq -n --argjson n "$n" "{traces: [range(\$n) | {traceID: \"a\(.)\"}]}" ;;'
  n=4 run ! enough_traces
  [[ "$output" == *'only 4'* ]]
  n=5 run -0 enough_traces
}

@test "one request that was not counted is noticed" {
  ask_stores ''
  risen() { echo 149; }
  run ! counter_rose http_requests_total
  [[ "$output" == *'149 of 150'* ]]
  risen() { echo 150; }
  run -0 counter_rose http_requests_total
}

@test "lines without the label, and lines of others, are not this traffic" {
  ask_stores 'tempo/*) jq -n "{traces: [range(5) | {traceID: \"a\(.)\"}]}" ;;
    loki/*) echo "{\"data\": {\"result\": [{\"stream\": {\"trace_id\": \"a0\"}, \"values\": [[1, \"\"], [2, \"\"], [3, \"\"], [4, \"\"], [5, \"\"]]}]}}" ;;'
  run ! enough_lines
  [[ "$output" == *'only 0'* ]]
  run ! lines_of_traces
  [[ "$output" == *'only 1 traces'* ]]
}
