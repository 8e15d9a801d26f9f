# How test.sh treats skipped tests and installed packages.
bats_require_minimum_version 1.5.0

setup() {
  scripts=$BATS_TEST_DIRNAME/..
  source "$BATS_TEST_DIRNAME/skipped.bash"
  output=$BATS_TEST_TMPDIR/output
}

@test "a test that node, bats or a check skipped is named, unless the list knows it" {
  cat > "$output" << 'RUN'
✔ a test (1.2ms)
﹣ rules of node (0.31ms) # no image here
ℹ skipped 1
ok 1 one that ran
ok 2 one of bats # skip no engine
    skipped: no docker compose here
    skipped: no java, or no Groovy from Maven Central, so the Jenkinsfile was not compiled
RUN
  run -0 unexpected_skips "$output"
  [ "$output" = $'rules of node\none of bats\nno docker compose here' ]
}

@test "where nothing was skipped, nothing is named" {
  printf '✔ a test (1.2ms)\nok 1 one that ran\n' > "$output"
  run -0 unexpected_skips "$output"
  [ -z "$output" ]
}

@test "packages are installed where they are missing or older than the lock file, and only then" {
  # A stub npm that records its arguments and leaves the files of a real one.
  mkdir "$BATS_TEST_TMPDIR/clone" "$BATS_TEST_TMPDIR/bin"
  printf '#!/usr/bin/env bash\necho "$1" >> calls\nmkdir -p node_modules && touch node_modules/.package-lock.json\n' > "$BATS_TEST_TMPDIR/bin/npm"
  chmod +x "$BATS_TEST_TMPDIR/bin/npm"
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
  source "$scripts/lab/lab.bash"
  source "$scripts/test/set-up.bash"
  cd "$BATS_TEST_TMPDIR/clone"
  touch -d '1 minute ago' package-lock.json
  ensure_packages
  ensure_packages
  [ "$(paste -s -d ' ' calls)" = 'ci rebuild' ]
  touch -d '1 minute' package-lock.json
  ensure_packages
  [ "$(paste -s -d ' ' calls)" = 'ci rebuild ci rebuild' ]
}
