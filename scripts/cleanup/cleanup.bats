# cleanup.sh with a stub engine whose content is a file of lines "KIND PROJECT NAME".
setup() {
  bats_require_minimum_version 1.5.0
  cleanup=$BATS_TEST_DIRNAME/../cleanup.sh
  have=$BATS_TEST_TMPDIR/have
  printf '%s\n' 'container otel-lab otel-lab-tempo-1' 'volume otel-lab otel-lab_data' 'network otel-lab otel-lab_net' 'image otel-lab otel-lab-backend' 'lesson otel-lab 1f2e3d4c5b6a' \
    'container otel-lab-2 otel-lab-2-tempo-1' 'volume otel-lab-2 otel-lab-2_data' 'image otel-lab-2 otel-lab-2-backend' > "$have"
  stubs=$BATS_TEST_TMPDIR/stubs
  mkdir "$stubs"
  PATH=$stubs:$PATH
  cat > "$stubs/docker" << STUB
#!/usr/bin/env bash
have='$have'
list() { awk -v kind="\$1" -v project="\${2##*=}" '\$1 == kind && \$2 == project { print kind, \$3 }' "\$have"; }
remove() { grep -v " \$1\$" "\$have" > "\$have.new"; mv "\$have.new" "\$have"; }
case "\$*" in
  "ps --all"*) list container "\${@: -1}" ;;
  "volume ls"*) list volume "\${@: -1}" ;;
  "network ls"*) list network "\${@: -1}" ;;
  "image ls "*) list lesson "\${@: -1}" | sed 's/^lesson/image/' ;;
  "image inspect "*) grep -q " \${@: -1}\$" "\$have" ;;
  "compose --profile * config"*) echo '{"services": {"backend": {"build": {}}, "loki": {}}}' ;;
  "compose --profile * down"*) echo down >> "\$have.calls"; [ ! -e "\$have.stuck" ] || exit 1 ;;
  "rm --force "* | "volume rm "* | "network rm "* | "image rm "*) if [ "\${@: -1}" = "\$(cat "\$have.stuck" 2> /dev/null)" ]; then exit 1; fi; remove "\${@: -1}" ;;
esac
STUB
  chmod +x "$stubs/docker"
}

@test "everything of this project goes, nothing of another, and twice does no harm" {
  run -0 "$cleanup" --yes
  [ "$(cut -d ' ' -f 2 "$have" | sort -u)" = otel-lab-2 ]
  [ "$(wc -l < "$have")" -eq 3 ]
  grep -q down "$have.calls"
  run -0 "$cleanup" --yes
  [[ "$output" == *'nothing is there'* ]]
}

@test "a dry run says what would go and removes nothing" {
  run -0 "$cleanup" --dry-run
  for line in 'container otel-lab-tempo-1' 'volume otel-lab_data' 'network otel-lab_net' 'image otel-lab-backend' 'image 1f2e3d4c5b6a'; do
    [[ "$output" == *"$line"* ]]
  done
  [[ "$output" != *otel-lab-2* ]]
  [ "$(wc -l < "$have")" -eq 8 ] && [ ! -e "$have.calls" ]
}

@test "it asks first, and where nobody can answer nothing is removed" {
  run -2 "$cleanup" < /dev/null
  [[ "$output" == *'say --yes'* ]]
  [ "$(wc -l < "$have")" -eq 8 ]
}

@test "reports go only when they are named" {
  copy="$BATS_TEST_TMPDIR/a copy"
  mkdir -p "$copy/reports/screenshots"
  cp -R "$BATS_TEST_DIRNAME/../../"{.env,scripts} "$copy"
  touch "$copy/reports/a b.html" "$copy/reports/screenshots/x.png"
  run -0 "$copy/scripts/cleanup.sh" --yes
  [ -e "$copy/reports/a b.html" ]
  run -0 "$copy/scripts/cleanup.sh" --yes --reports
  [ -z "$(ls "$copy/reports")" ]
}

@test "what cannot be removed is named: exit status 1" {
  echo otel-lab_data > "$have.stuck"
  run -1 "$cleanup" --yes
  [[ "$output" == *'volume otel-lab_data cannot be removed'* && "$output" == *'still there'* ]]
  [ "$(grep -c ' otel-lab ' "$have")" -eq 1 ]
}

@test "no engine: exit status 2" {
  printf '#!/bin/sh\nexit 1\n' > "$stubs/docker"
  run -2 "$cleanup" --yes
  [[ "$output" == *'no container engine answers'* ]]
}
