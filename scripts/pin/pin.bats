# pin.sh in a copy of what it reads and writes.
source "$BATS_TEST_DIRNAME/../lab/lab.bash"

setup() {
  copy=$BATS_TEST_TMPDIR
  cp -R "$root/scripts" "$root/.env" "$copy"
  cp "$copy/.env" "$copy/before"
}

@test 'the digests are taken out again, and nothing else' {
  sed 's/^\([A-Z_]*_IMAGE=.*\)/\1@sha256:0123/' "$copy/before" > "$copy/.env"
  "$copy/scripts/pin.sh" --undo
  cmp "$copy/.env" "$copy/before"
}

@test 'an image that no registry has leaves .env as it was' {
  engine_answers || skip 'no container engine answers'
  sed 's/^TEMPO_IMAGE=.*/TEMPO_IMAGE=127.0.0.1:9\/none:1/; /^COLLECTOR_IMAGE=/d; /^\(KAFKA\|VERSITYGW\|THANOS\)_IMAGE=/d' "$copy/before" > "$copy/.env"
  cp "$copy/.env" "$copy/before"
  run "$copy/scripts/pin.sh"
  [ "$status" -eq 1 ]
  [[ $output == *'127.0.0.1:9/none:1 has no digest'* ]]
  cmp "$copy/.env" "$copy/before"
}
