# Tokens and passwords: 256 random bits each, as text.

# make_secret NAME: keeps what is there.
make_secret() {
  local file=$LAB_SECRETS_DIR/$1
  if [[ ! -s $file ]]; then openssl rand -hex 32 > "$file"; fi
}

make_random() {
  local user
  make_secret otlp-token
  if [[ ! -s $LAB_SECRETS_DIR/otlp-tokens ]]; then cat "$LAB_SECRETS_DIR/otlp-token" > "$LAB_SECRETS_DIR/otlp-tokens"; fi
  for user in admin editor viewer; do make_secret "grafana-$user-password"; done
  make_secret grafana-metrics-password
  make_secret grafana-secret-key
  printf 'cacert = "%s/ca.pem"\nuser = "viewer:%s"\n' "$LAB_SECRETS_DIR" "$(< "$LAB_SECRETS_DIR/grafana-viewer-password")" \
    > "$LAB_SECRETS_DIR/viewer.curl"
}
