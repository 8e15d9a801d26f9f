# What certs.sh makes, and what it leaves as it is.
bats_require_minimum_version 1.5.0

setup() {
  export LAB_SECRETS_DIR=$BATS_TEST_TMPDIR/secrets
  certs=$BATS_TEST_DIRNAME/../certs.sh
}

@test "a token from elsewhere is kept, and so is all that was made before" {
  mkdir -m 700 "$LAB_SECRETS_DIR"
  echo from-elsewhere | tee "$LAB_SECRETS_DIR/otlp-token" > "$LAB_SECRETS_DIR/otlp-tokens"
  "$certs"
  [ "$(cat "$LAB_SECRETS_DIR/otlp-token" "$LAB_SECRETS_DIR/otlp-tokens" | uniq)" = from-elsewhere ]
  openssl verify -CAfile "$LAB_SECRETS_DIR/ca.pem" "$LAB_SECRETS_DIR/tempo.pem"
  cp -r "$LAB_SECRETS_DIR" "$BATS_TEST_TMPDIR/before"
  "$certs"
  diff -r "$BATS_TEST_TMPDIR/before" "$LAB_SECRETS_DIR"
}
