# pipeline.sh: the order of its stages and what happens when one fails, with stub scripts that only
# record their calls. The checks for arrived signals are tested in evidence/arrived/.
source "$BATS_TEST_DIRNAME/../test/await.bash"
setup() {
  bats_require_minimum_version 1.5.0
  lab="$BATS_TEST_TMPDIR/a lab"
  called=$BATS_TEST_TMPDIR/called
  mkdir -p "$lab/scripts" "$BATS_TEST_TMPDIR/bin"
  cp -R "$BATS_TEST_DIRNAME/.."/{pipeline.sh,lab,pipeline} "$lab/scripts/"
  cp "$BATS_TEST_DIRNAME/../../.env" "$lab/"
  mkdir "$lab/scripts/start"
  for name in start health verify test blog traffic gate report export-dashboards logs cleanup; do says "$name"; done
  says test 'echo "$1" >> "'"$called"'"'
  says traffic 'echo "{\"answered\": 2, \"planned\": 2, \"began\": $(date +%s), \"seconds\": {\"p95\": 0.1}}"'
  says gate 'echo "{\"objectives\": []}"'
  : > "$lab/scripts/start/images.bash"
  printf '%s() { :; }\n' ensure_tools ensure_images > "$lab/scripts/start/engine.bash"
  # The program that queries the stores only records its arguments.
  echo "run_typescript() { echo \"arrived-\$2\" >> '$called'; }" >> "$lab/scripts/lab/typescript.bash"
  stub_docker ''
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
  pipeline="$lab/scripts/pipeline.sh"
}

# says SCRIPT [COMMAND]: the script records its call and runs COMMAND.
says() {
  printf '#!/usr/bin/env bash\necho %s >> "%s"\n%s\n' "$1" "$called" "${2:-}" > "$lab/scripts/$1.sh"
  chmod +x "$lab/scripts/$1.sh"
}
stub_docker() {
  printf '#!/usr/bin/env bash\ncase "$1 $2" in "compose "*) echo build >> "%s" ;; esac\n%s\n' "$called" "$1" > "$BATS_TEST_TMPDIR/bin/docker"
  chmod +x "$BATS_TEST_TMPDIR/bin/docker"
}
calls() { paste -s -d ' ' "$called"; }

readonly ALL='build start health verify test page test links blog arrived-ready traffic arrived-traces arrived-metrics arrived-logs gate arrived-objectives report export-dashboards'

@test "all stages run in order, the cleanup last, each with its seconds" {
  run -0 "$pipeline"
  [ "$(calls)" = "$ALL logs cleanup" ]
  for stage in $("$pipeline" --list); do
    [[ "$output" =~ [0-9]\ s\ \ $stage\ +ok ]] || { echo "no seconds of $stage"; return 1; }
  done
}

@test "a stage that fails ends the run: logs, cleanup, and its exit status" {
  says health 'exit 1'
  run -1 "$pipeline"
  [ "$(calls)" = 'build start health logs cleanup' ]
  [[ "$output" =~ health\ +failed\ with\ 1 ]]
}

@test "traffic that was not answered as it should be fails, and is written down all the same" {
  says traffic 'echo "{\"answered\": 1, \"planned\": 2, \"seconds\": {\"p95\": 0.1}}"; exit 1'
  run -1 "$pipeline" traffic
  [[ "$output" == *'1 of 2 answered'* ]]
}

@test "after a gate that was not kept, report and dashboards still tell why" {
  says gate 'exit 1'
  run -1 "$pipeline"
  [[ "$(calls)" == *'gate report export-dashboards logs cleanup' ]]
}

@test "with a report of an earlier run, what became worse fails the run" {
  mkdir "$lab/earlier"
  echo '{}' > "$lab/earlier/report.json"
  says report 'case "$*" in *--compare*) echo compared >> "'"$called"'"; exit 1 ;; esac'
  run -1 "$pipeline"
  [[ "$(calls)" == *'report report compared export-dashboards logs cleanup' ]]
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
  await 'grep -q traffic "$called" 2> /dev/null'
  interrupt "$run"
  [ "$status" -eq 143 ]
  [[ "$(calls)" == *'traffic ended logs cleanup' ]]
}

@test "one stage alone; judging without traffic and unknown stages are wrong calls" {
  run -0 "$pipeline" health
  [ "$(calls)" = health ]
  run -2 "$pipeline" slo
  [[ "$output" == *'nothing was sent yet'* ]]
  run -2 "$pipeline" ship
  [[ "$output" == *'no stage ship; they are: build start'* ]]
}
