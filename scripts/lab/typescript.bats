# When this machine's Node.js cannot run TypeScript: the lab's image does, or a clear message.
source "$BATS_TEST_DIRNAME/../test/await.bash"
bats_require_minimum_version 1.5.0

setup() {
  cd "$BATS_TEST_DIRNAME/../.." || return 1
  # A clone without node_modules, and a Node.js that is too old.
  clone="$BATS_TEST_TMPDIR/a clone"
  mkdir -p "$clone" "$BATS_TEST_TMPDIR/bin"
  cp -R .env package.json scripts stores evidence "$clone"
  printf '#!/usr/bin/env bash\necho undefined\n' > "$BATS_TEST_TMPDIR/bin/node"
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
  chmod +x "$BATS_TEST_TMPDIR/bin/node"
}

@test "without an engine: exit status 2, and what is needed" {
  printf '#!/usr/bin/env bash\nexit 1\n' > "$BATS_TEST_TMPDIR/bin/docker"
  chmod +x "$BATS_TEST_TMPDIR/bin/docker"
  run -2 "$clone/scripts/trace.sh" 0123456789abcdef0123456789abcdef
  [[ "$output" == *'needs Node.js 22.18 or newer, or the image node:24'*'npm ci'* ]]
}

@test "with the lab's image: the same words, exit status and files, as this user, from any folder" {
  docker image inspect "$(sed -n 's/^NODE_IMAGE=//p' .env)" > /dev/null 2>&1 || skip 'no image of Node.js here'
  cd "$BATS_TEST_TMPDIR"
  TEMPO_PORT=9 run -2 "$clone/scripts/trace.sh" 0123456789abcdef0123456789abcdef
  [[ "$output" == *'Tempo does not answer at http://127.0.0.1:9. Start the lab with: npm start'* ]]
  FRONTEND_PORT=9 run -1 "$clone/scripts/health.sh" --timeout 1 --junit out/health.xml
  grep -q 'name="frontend at http://127.0.0.1:9/healthz"' out/health.xml
  [ -O out/health.xml ]
}

@test "interrupted in the image, it ends with the signal's status" {
  docker image inspect "$(sed -n 's/^NODE_IMAGE=//p' .env)" > /dev/null 2>&1 || skip 'no image of Node.js here'
  FRONTEND_PORT=9 "$clone/scripts/health.sh" --timeout 60 > "$BATS_TEST_TMPDIR/out" 2>&1 3>&- &
  script=$!
  await '[ -s "$BATS_TEST_TMPDIR/out" ]'
  interrupt "$script"
  [ "$status" -eq 143 ]
}
