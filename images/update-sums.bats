#!/usr/bin/env bats
# Generated files are compared or written. npm is a stub that generates $GENERATED.

setup() {
  lab="$BATS_TEST_TMPDIR/a lab"
  mkdir -p "$lab/images" "$lab/scripts" "$BATS_TEST_TMPDIR/bin"
  cp -R "$BATS_TEST_DIRNAME/../scripts/lab" "$lab/scripts"
  cp "$BATS_TEST_DIRNAME/../.env" "$lab"
  cp -R "$BATS_TEST_DIRNAME"/*.bash "$BATS_TEST_DIRNAME"/update-sums.sh "$BATS_TEST_DIRNAME"/node "$lab/images"
  lock="$lab/images/node/package-lock.json"
  echo old > "$lock"
  cat > "$BATS_TEST_TMPDIR/bin/npm" <<'STUB'
#!/usr/bin/env bash
[[ -n ${GENERATED:-} ]] || exit 1
while [[ $1 != --prefix ]]; do shift; done
echo "$GENERATED" > "$2/package-lock.json"
STUB
  chmod +x "$BATS_TEST_TMPDIR/bin/npm"
  export PATH="$BATS_TEST_TMPDIR/bin:$PATH" XDG_CACHE_HOME="$BATS_TEST_TMPDIR/cache"
}

update_sums() { run "$lab/images/update-sums.sh" "$@"; }

@test "--check is content with what is current" {
  GENERATED=old update_sums --check node
  [ "$status" -eq 0 ]
}

@test "--check names what is not current, and writes nothing" {
  GENERATED=new update_sums --check node
  [ "$status" -eq 1 ]
  [[ $output == *"images/node/package-lock.json is not current; run: images/update-sums.sh node"* ]]
  [ "$(cat "$lock")" == old ]
}

@test "without --check it writes" {
  GENERATED=new update_sums node
  [ "$status" -eq 0 ]
  [ "$(cat "$lock")" == new ]
}

@test "what cannot be generated is a failure and leaves the file" {
  update_sums node
  [ "$status" -eq 1 ]
  [ "$(cat "$lock")" == old ]
}
