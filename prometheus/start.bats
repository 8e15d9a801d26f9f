# start.sh in the image of Prometheus: what it sets aside after kills, and that it leaves all else alone.
source "$BATS_TEST_DIRNAME/../scripts/lab/lab.bash"
bats_require_minimum_version 1.5.0

setup() {
  data=$BATS_TEST_TMPDIR/data
  mkdir -p "$data"/{wal/checkpoint.00000002,wbl,chunks_head}
  head -c 3000 /dev/zero > "$data/wal/checkpoint.00000002/00000000"
  for number in 3 4 5 6; do head -c 1000 /dev/zero > "$data/wal/0000000$number"; done
  touch "$data/wbl/00000000" "$data/chunks_head/000001" "$data/lock"
  chmod -R a+rwX "$data"
}

# Starts and ends at once, as if killed: --version leaves the lock alone.
start_and_kill() {
  docker run --rm --volume "$data:/data" --volume "$root/prometheus/start.sh:/start.sh:ro" --env PROMETHEUS_DATA=/data \
    --entrypoint /bin/sh "$PROMETHEUS_IMAGE" /start.sh --version
}

files() { (cd "$data" && find wal wbl chunks_head -type f | sort | xargs); }

@test "killed at three starts in a row: the newest half of the log is set aside, then half of the rest" {
  before=$(files)
  for _ in 1 2 3; do
    run -0 start_and_kill
    [ "$(files)" = "$before" ]
  done
  run -0 start_and_kill
  [[ $output == *'the newest half of the log is now in /data/set-aside/'* ]]
  [ "$(files)" = 'wal/00000003 wal/00000004 wal/checkpoint.00000002/00000000' ]
  [ "$(cd "$data/set-aside/"* && find . -type f | sort | xargs)" = './chunks_head/000001 ./wal/00000005 ./wal/00000006 ./wbl/00000000' ]
  run -0 start_and_kill
  [ "$(files)" = 'wal/00000003 wal/checkpoint.00000002/00000000' ]
}

@test "ended in order, however often: nothing is set aside" {
  before=$(files)
  for _ in 1 2 3 4 5; do
    run -0 start_and_kill
    rm "$data/lock"
    run -0 start_and_kill
    touch "$data/lock"
  done
  [ "$(files)" = "$before" ]
  [ ! -e "$data/set-aside" ]
}
