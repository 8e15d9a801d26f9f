#!/usr/bin/env bats
# Results are stored once, complete, and for all clones.

setup() {
  export XDG_CACHE_HOME="$BATS_TEST_TMPDIR/a cache"
  source "$BATS_TEST_DIRNAME/../scripts/lab/lab.bash"
  source "$BATS_TEST_DIRNAME/cache.bash"
  target=$LAB_CACHE/thing-1
  calls=$BATS_TEST_TMPDIR/calls
}

make_thing() {
  echo call >> "$calls"
  echo whole > "$1/file"
}

break_off() {
  echo half > "$1/file"
  false
  echo whole > "$1/file"
}

@test "the same input gives the same key, another one another" {
  [ "$(echo a | key)" == "$(echo a | key)" ]
  [ "$(echo a | key)" != "$(echo b | key)" ]
}

@test "a second keep uses what the first one made" {
  keep "$target" make_thing
  keep "$target" make_thing
  [ "$(cat "$target/file")" == whole ]
  [ "$(wc -l < "$calls")" -eq 1 ]
}

@test "a failed build leaves nothing" {
  export -f keep say break_off
  # A separate shell, since bats' run disables errexit.
  run bash -euc 'keep "$1" break_off' bash "$target"
  [ "$status" -ne 0 ]
  [ ! -e "$target" ]
  [ -z "$(find "$LAB_CACHE" -name '*.tmp-*')" ]
}

@test "what a killed build left is cleared away by the next" {
  mkdir -p "$target.tmp-abandoned"
  keep "$target" make_thing
  [ ! -e "$target.tmp-abandoned" ]
  [ -f "$target/file" ]
}

@test "of two builds at once the second waits, and uses the result of the first" {
  mkfifo "$BATS_TEST_TMPDIR"/{started,go-on,second}
  make_slowly() {
    make_thing "$1"
    echo > "$BATS_TEST_TMPDIR/started"
    read -r < "$BATS_TEST_TMPDIR/go-on"
  }
  # bats waits for its descriptor 3, so background jobs must close it.
  keep "$target" make_slowly 3>&- &
  read -r -t 5 < "$BATS_TEST_TMPDIR/started"
  keep "$target" make_thing > "$BATS_TEST_TMPDIR/second" 3>&- &
  read -r -t 5 message < "$BATS_TEST_TMPDIR/second"
  echo > "$BATS_TEST_TMPDIR/go-on"
  wait
  [ "$message" == "another build makes thing-1: waiting for it" ]
  [ -f "$target/file" ]
  [ "$(wc -l < "$calls")" -eq 1 ]
}

@test "what was not used for 90 days is forgotten, what was used lately stays" {
  mkdir -p "$LAB_CACHE/programs/old" "$LAB_CACHE/programs/used" "$LAB_CACHE/programs/new"
  touch -d '91 days ago' "$LAB_CACHE/programs/old" "$LAB_CACHE/programs/used"
  keep "$LAB_CACHE/programs/used" false
  forget_unused
  [ "$(ls "$LAB_CACHE/programs" | paste -s -d ' ' -)" = 'new used' ]
}
