# start.sh and stop.sh when something is missing; stub commands first on PATH replace the machine's.
source "$BATS_TEST_DIRNAME/../test/await.bash"
setup() {
  bats_require_minimum_version 1.5.0
  stubs=$BATS_TEST_TMPDIR/stubs
  mkdir "$stubs"
  PATH=$stubs:$PATH
}

# stub COMMAND BODY
stub() {
  printf '#!/usr/bin/env bash\n%s\n' "$2" > "$stubs/$1"
  chmod +x "$stubs/$1"
}

# An engine that has everything; each test removes something.
stub_engine() {
  stub docker 'case "$*" in
    "info --format {{.DockerRootDir}}") echo / ;;
    "compose version --short") echo 5.0 ;;
  esac'
}

# Listens on $one and $two until $listener is killed.
listen_on_two_ports() {
  python3 -c '
import socket, time
ports = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*[port.getsockname()[1] for port in ports], flush=True)
time.sleep(60)' > "$BATS_TEST_TMPDIR/ports" 3>&- &
  listener=$!
  await '[ -s "$BATS_TEST_TMPDIR/ports" ]'
  read -r one two < "$BATS_TEST_TMPDIR/ports"
}

# Unused ports, so that the test also runs beside a lab.
with_free_ports() {
  local port=28000 name
  for name in $(sed -n 's/^\([A-Z_]*_PORT\)=.*/\1/p' "$BATS_TEST_DIRNAME/../../.env"); do
    export "$name=$port"
    port=$((port + 1))
  done
}

up() { "$BATS_TEST_DIRNAME/../start.sh"; }

@test "no engine, and installing is forbidden: says how to get one" {
  stub docker 'exit 1'
  LAB_INSTALL_ENGINE=no run -1 up
  [[ "$output" == *'no container engine answers.'*'or get one: https://'* ]]
}

@test "an engine that one may not use: names the group" {
  stub docker 'echo "permission denied while trying to connect" >&2; exit 1'
  run -1 up
  [[ "$output" == *'sudo usermod -aG docker'* ]]
}

@test "alerts that would reach nobody: names the target, or the secret that is missing" {
  stub_engine
  with_free_ports
  ALERT_TARGET=slak run -1 up
  [[ "$output" == *'slak is none of: lab, slack, pagerduty, stand-in'* ]]
  ALERT_TARGET=slack ALERT_SECRET_FILE=$BATS_TEST_TMPDIR/none run -1 up
  [[ "$output" == *'needs ALERT_SECRET_FILE'* ]]
}

@test "ports that this very lab has published are not taken" {
  listen_on_two_ports
  with_free_ports
  GRAFANA_PORT=$one
  export GRAFANA_PORT LAB_NEEDED_DISK_MB=999999999
  stub docker 'case "$*" in
    "info --format {{.DockerRootDir}}") echo / ;;
    "ps --quiet --filter label=com.docker.compose.project=otel-lab") echo 0123456789ab ;;
    "inspect "*" 0123456789ab") echo $GRAFANA_PORT; seq 100001 150000 ;;   # more than a pipe holds
  esac'
  run -1 up
  kill "$listener"
  [[ "$output" != *'is taken by'* ]]
  [[ "$output" == *'are needed'* ]]
}

@test "taken ports: each is named, with the variable that moves it" {
  stub_engine
  listen_on_two_ports
  GRAFANA_PORT=$one LOKI_PORT=$two run -1 up
  kill "$listener"
  [[ "$output" == *"port $one is taken by"*'GRAFANA_PORT='* ]]
  [[ "$output" == *"port $two is taken by"*'LOKI_PORT='* ]]
}

@test "no room on the disk: says how much is free and how much is needed" {
  stub_engine
  with_free_ports
  LAB_NEEDED_DISK_MB=999999999 run -1 up
  [[ "$output" =~ only\ [0-9]+\ MB\ are\ free\ in\ /,\ 999999999\ are\ needed ]]
}

@test "no memory: says so" {
  stub_engine
  with_free_ports
  LAB_NEEDED_MEMORY_MB=999999999 run -1 up
  [[ "$output" =~ only\ [0-9]+\ MB\ of\ memory\ are\ free ]]
}

@test "down --volumes asks, and deletes nothing where nobody can answer" {
  stub docker 'echo "$*" >> "'"$BATS_TEST_TMPDIR"'/calls"'
  run -1 "$BATS_TEST_DIRNAME/../stop.sh" --volumes < /dev/null
  [[ "$output" == *'say --yes'* ]]
  run ! grep -q down "$BATS_TEST_TMPDIR/calls"
}

@test "down keeps the data, down --volumes --yes forgets it" {
  stub docker 'echo "$*" >> "'"$BATS_TEST_TMPDIR"'/calls"'
  run -0 "$BATS_TEST_DIRNAME/../stop.sh"
  run ! grep -q -e --volumes "$BATS_TEST_TMPDIR/calls"
  run -0 "$BATS_TEST_DIRNAME/../stop.sh" --volumes --yes
  grep -q -e 'down --volumes' "$BATS_TEST_TMPDIR/calls"
}

@test "verify without a lab: exit status 2, and how to start it" {
  with_free_ports
  run -2 "$BATS_TEST_DIRNAME/../verify.sh"
  [[ "$output" == *'Start the lab with: npm start'* ]]
}

@test "a clone that is closed to others: names a file and the command that opens it" {
  stub_engine
  closed=$BATS_TEST_TMPDIR/clone
  mkdir "$closed"
  cp -R "$BATS_TEST_DIRNAME/../../"{.env,scripts,otel-collector,tempo,loki,prometheus} "$closed"
  mkdir -p "$closed"/grafana/{provisioning,dashboards}
  chmod 600 "$closed/loki/loki.yaml"
  run -1 "$closed/scripts/start.sh"
  [[ "$output" == *"cannot read loki/loki.yaml. Open it: chmod -R o+rX $closed"* ]]
}

@test "a service whose mounted file was changed starts again, others do not" {
  stub_engine
  mkdir "$BATS_TEST_TMPDIR/old" "$BATS_TEST_TMPDIR/new"
  touch -d 2020-01-01T00:00:00Z "$BATS_TEST_TMPDIR/old/file"
  touch "$BATS_TEST_TMPDIR/new/file"
  stub docker 'echo "$*" >> '"$BATS_TEST_TMPDIR"'/calls
    case "$*" in
      *"config --format json") jq -n "{services: {loki: {volumes: [{type: \"bind\", source: \"'"$BATS_TEST_TMPDIR"'/old\"}]}, tempo: {volumes: [{type: \"bind\", source: \"'"$BATS_TEST_TMPDIR"'/new\"}]}}}" ;;
      *"ps --quiet"*) echo container ;;
      *StartedAt*) echo 2021-01-01T00:00:00.123456789Z ;;
    esac'
  run bash -c 'source scripts/lab/lab.bash; source scripts/start/services.bash; restart_for_new_files'
  [ "$status" = 0 ]
  [[ $output == *"tempo starts again"* ]]
  grep -q 'restart tempo' "$BATS_TEST_TMPDIR/calls"
  run ! grep -q 'restart loki' "$BATS_TEST_TMPDIR/calls"
}
