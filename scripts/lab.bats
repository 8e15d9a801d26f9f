# lab.bash: settings, clock, waiting.
bats_require_minimum_version 1.5.0
load_lab() { source "$BATS_TEST_DIRNAME/lab.bash"; }

@test "a variable of the shell wins over .env, the others come from it" {
  FRONTEND_PORT=18080
  load_lab
  [ "$frontend_url" = http://127.0.0.1:18080 ]
  [ "$tempo_url" = http://127.0.0.1:3200 ]
}

@test "an address to listen on everywhere is asked on the loopback" {
  BIND_ADDRESS=0.0.0.0
  load_lab
  [ "$grafana_url" = http://127.0.0.1:3000 ]
}

@test "every image and port of .env is found by its suffix" {
  load_lab
  [ "$(settings_named _PORT | wc -l)" -eq 14 ]
  settings_named _IMAGE | grep -qx NGINX_IMAGE
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

@test "every script has a usage that --help prints, and refuses what it does not know" {
  for script in "$BATS_TEST_DIRNAME"/*.sh; do
    run -0 "$script" --help
    [[ "${lines[0]}" == "Usage: scripts/$(basename "$script")"* ]]
    [[ "${lines[1]}" == Summary:* ]]
    run -2 "$script" --no-such-option
  done
}
