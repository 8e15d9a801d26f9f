# logs.sh with failing engines, and what it masks.
source "$BATS_TEST_DIRNAME/../test/await.bash"
setup() {
  bats_require_minimum_version 1.5.0
  stubs=$BATS_TEST_TMPDIR/stubs
  mkdir "$stubs"
  PATH=$stubs:$PATH
  collect=$BATS_TEST_DIRNAME/../logs.sh
  archive="$BATS_TEST_TMPDIR/a folder/logs.tar.gz"
  secret='p4ss.w[rd$^*word'
}

# stub_docker BODY
stub_docker() {
  printf '#!/usr/bin/env bash\n%s\n' "$1" > "$stubs/docker"
  chmod +x "$stubs/docker"
}

# An engine with two containers; the log of the second cannot be read.
stub_lab() {
  stub_docker 'case "$*" in
    "ps --all --no-trunc"*) printf "1 lab-backend-1\n2 lab-loki-1\n" ;;
    "logs --timestamps 1") echo "here is '"$secret"' in a line" ;;
    "logs --timestamps 2") echo "half" ; echo "no such log" >&2; exit 1 ;;
    "inspect "*) echo "[{\"Config\": {\"Env\": [\"STATS_API_KEY='"$secret"'\", \"MODE=true\", \"SOME_KEY=true\"]}}]" ;;
    *) echo "some text" ;;
  esac'
}

# member NAME: the content of one file of the archive.
member() { tar -xzOf "$archive" "$(tar -tzf "$archive" | grep "/$1\$")"; }

@test "a secret of a container is masked wherever it stands; half a log is better than none" {
  stub_lab
  cd /
  run -1 "$collect" --output "$archive"
  [[ "$output" == *'missing: log of lab-loki-1'* ]]
  [ "$(member containers/lab-backend-1.log)" = 'here is *** in a line' ]
  member containers/lab-loki-1.log | grep -q half
  member containers/lab-backend-1.json | grep -q 'MODE=true'
  for name in $(tar -tzf "$archive" | grep -v '/$'); do
    run ! grep -F "$secret" <(tar -xzOf "$archive" "$name")
  done
  member manifest.json | jq -e '.masked_values >= 1 and (.missing | length) == 1 and any(.files[]; .path == "files/loki/loki.yaml")'
}

@test "a secret of the shell is masked too, and nobody else may read the archive" {
  stub_docker 'echo "value $MY_TOKEN"'
  MY_TOKEN=another-secret run "$collect" --output "$archive"
  [ "$(member engine/info.txt)" = 'value ***' ]
  [ "$(find "$archive" -perm -077)" = '' ] && [ "$(ls -l "$archive" | cut -c 5-10)" = '------' ]
}

@test "no engine, or one that hangs: exit status 2, with the configuration all the same" {
  stub_docker 'exit 1'
  run -2 "$collect" --output "$archive"
  [[ "$output" == *'does not answer'* ]]
  member files/otel-collector/config.yaml | grep -q receivers
  stub_docker 'sleep 60'
  run -2 "$collect" --output "$archive" --timeout 1
  run ! pgrep -f "$stubs/docker"
}

@test "an archive that cannot be written: exit status 2" {
  stub_lab
  : > "$BATS_TEST_TMPDIR/file"
  run -2 "$collect" --output "$BATS_TEST_TMPDIR/file/x.tar.gz"
  [[ "$output" == *'cannot be written'* ]]
}

@test "interrupted: nothing stays behind" {
  stub_docker 'sleep 60'
  mkdir "$BATS_TEST_TMPDIR/temporary files"
  TMPDIR="$BATS_TEST_TMPDIR/temporary files" "$collect" --output "$archive" 3>&- &
  script=$!
  await 'pgrep -f "$stubs/docker" > /dev/null'
  interrupt "$script"
  [ "$status" -eq 143 ]
  [ -z "$(ls "$BATS_TEST_TMPDIR/temporary files")" ]
  run ! pgrep -f "$stubs/docker"
}
