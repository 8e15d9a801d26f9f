# blog.sh without a stack, and the compose file of the example.
setup() {
  bats_require_minimum_version 1.5.0
  cd "$BATS_TEST_DIRNAME/../.." || return 1
  mkdir "$BATS_TEST_TMPDIR/bin"
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
  unset LAB_NETWORK
}

@test "without the stack: exit status 2, the command that starts it, and nothing was built" {
  printf '#!/usr/bin/env bash\necho "$*" >> "%s/called"\n[ "$1" = compose ]\n' "$BATS_TEST_TMPDIR" > "$BATS_TEST_TMPDIR/bin/docker"
  chmod +x "$BATS_TEST_TMPDIR/bin/docker"
  export COMPOSE_PROJECT_NAME=nobody
  run -2 scripts/blog.sh
  [[ "$output" == *'no network nobody_otel-network'*'docker compose up -d --wait otel-collector grafana'* ]]
  run ! grep -q ' up ' "$BATS_TEST_TMPDIR/called"
}

@test "the network that the example joins is the one that the lab makes" {
  name=$(sed -n 's/^name: //p' docker-compose.yml)
  network=$(sed -n '/^networks:/,/^[^ n]/s/^  \([a-z-]*\):$/\1/p' docker-compose.yml)
  grep -qF "LAB_NETWORK:-${name}_$network}" examples/blog/compose.yml
  grep -qF "${name}_$network" docs/use-the-stack.md
}
