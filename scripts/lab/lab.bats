# What every script sources (settings, clock, waiting, work folder, help), and each script's header.
source "$BATS_TEST_DIRNAME/../test/await.bash"
bats_require_minimum_version 1.5.0
load_lab() { source "$BATS_TEST_DIRNAME/lab.bash"; }

@test "a variable of the shell wins over .env, the others come from it" {
  FRONTEND_PORT=18080
  load_lab
  [ "$FRONTEND_PORT $TEMPO_PORT" = '18080 3200' ]
}

@test "an address to listen on everywhere is asked on the loopback" {
  BIND_ADDRESS=0.0.0.0
  load_lab
  [ "$host" = 127.0.0.1 ]
}

@test "each mode has its files; in the scaled lab the workers keep a part of the traces, not the gateways" {
  LAB_SCALE=true LAB_SAMPLING=true
  load_lab
  [ "$COMPOSE_FILE" = docker-compose.yml:compose.scale.yml:compose.scale-stores.yml:compose.sampled-workers.yml ]
  command_of() { docker compose config --format json | jq -r ".services[\"$1\"].environment.ARGUMENTS_SAMPLING // \"all\""; }
  [ "$(command_of otel-collector)" = all ]
  [[ "$(command_of worker-2)" == --config=/etc/otelcol-contrib/sampling.yaml* ]]
}

@test "every image and port of .env is found by its suffix" {
  load_lab
  [ "$(settings_named _PORT | wc -l)" -eq 14 ]
  settings_named _IMAGE | grep -qx NGINX_IMAGE
}

@test "no script lets a pipe end early: with pipefail a hit would sometimes count as a failure" {
  load_lab
  # grep -q and head stop reading at their first hit; who still writes then is killed by SIGPIPE.
  run ! grep -rnE '\| *(grep -[a-zA-Z]*q|head )' "$scripts" "$scripts"/../images/*.sh --include="*.sh" --include="*.bash"
}

@test "poll_until ends as soon as the command succeeds" {
  load_lab
  appears() { [ "$(wc -l < "$BATS_TEST_TMPDIR/tries")" -ge 3 ] || { echo x >> "$BATS_TEST_TMPDIR/tries" && false; }; }
  touch "$BATS_TEST_TMPDIR/tries"
  poll_until 20 appears
}

@test "poll_until gives up at its deadline" {
  load_lab
  run ! poll_until 1 false
}

@test "the clock counts milliseconds, in any locale" {
  load_lab
  unset EPOCHREALTIME && EPOCHREALTIME=1700000000,087654
  [ "$(now_ms)" = 1700000000087 ]
  [ "$(as_seconds 1087)" = 1.08 ]
}

@test "a time is read in seconds, minutes and hours, anything else is a wrong call" {
  load_lab
  [ "$(seconds_of --window 90) $(seconds_of --window 30s) $(seconds_of --window 10m) $(seconds_of --window 2h)" = '90 30 600 7200' ]
  for duration in '' 0 0s 1.5m 10x -5 m '1 m' 99999999; do
    run -2 seconds_of --window "$duration"
    [[ "$output" == *'--window is a time like 30s, 10m or 2h'* ]]
  done
}

@test "what a script needed is gone when it was interrupted: its folder, its jobs and their children" {
  cat > "$BATS_TEST_TMPDIR/script.sh" << SCRIPT
source '$BATS_TEST_DIRNAME/lab.bash'
make_work_folder
set -m
{ sleep 61; } &
set +m
sleep 62 &
printf '%s\n' "\$work" > '$BATS_TEST_TMPDIR/work'
at_exit() { echo called > '$BATS_TEST_TMPDIR/at-exit'; }
wait
SCRIPT
  bash "$BATS_TEST_TMPDIR/script.sh" 3>&- &
  script=$!
  await '[ -s "$BATS_TEST_TMPDIR/work" ]'
  children=$(pgrep -P "$script")
  interrupt "$script"
  [ "$status" -eq 143 ]
  [ ! -e "$(cat "$BATS_TEST_TMPDIR/work")" ]
  [ "$(cat "$BATS_TEST_TMPDIR/at-exit")" = called ]
  for child in $children; do run ! kill -0 "$child"; done
}

@test "every script has a usage that --help prints, and refuses what it does not know" {
  for script in "$BATS_TEST_DIRNAME"/../*.sh; do
    run -0 "$script" --help
    [[ "${lines[0]}" == "Usage: scripts/$(basename "$script")"* ]]
    [[ "${lines[1]}" == Summary:* ]]
    run -2 "$script" --no-such-option
  done
}

@test "every command is short: its parts lie in a room of its name" {
  for script in "$BATS_TEST_DIRNAME"/../*.sh; do
    [ "$(wc -l < "$script")" -le 60 ] || { echo "$script has more than 60 lines"; return 1; }
  done
}

@test "help names every command with its line" {
  run -0 "$BATS_TEST_DIRNAME/../help.sh"
  for script in "$BATS_TEST_DIRNAME"/../*.sh; do
    [[ "$output" == *"scripts/$(basename "$script")"*"$(sed -n 's/^# Summary: //p' "$script")"* ]]
  done
}
