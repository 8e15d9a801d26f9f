# Replaces what is secret in a running lab, while it works: requests are answered and telemetry arrives.
# Old and new hold together in between.

# Longer than an app tries to send a batch: those with the old token have arrived, or are sent again.
readonly TOKEN_GRACE_SECONDS=15

# restart SERVICE...: one after another, each until it is healthy.
restart() {
  local service
  for service; do
    compose restart "$service" > /dev/null 2>&1
    compose up --detach --wait --no-deps --no-recreate "$service" > /dev/null 2>&1 || fail "$service did not become healthy; see: docker compose logs $service"
  done
}

# Whom they trust, these read at their start alone. What comes meanwhile waits in the collector's queue, and
# before the collector in the backend. The others look at the file by themselves; nginx is told.
take_authorities() {
  compose exec -T frontend nginx -s reload > /dev/null 2>&1 || fail 'nginx cannot be reloaded; see: docker compose logs frontend'
  restart tempo loki otel-collector grafana
}

# served PORT: the fingerprint of the certificate that is served there.
served() { openssl s_client -connect "$host:$1" < /dev/null 2> /dev/null | openssl x509 -noout -fingerprint -sha256; }
serves() { [[ $(served "$1") == "$(openssl x509 -in "$LAB_SECRETS_DIR/$2.pem" -noout -fingerprint -sha256)" ]]; }

await_new_certificates() {
  local door
  # All look at their certificates by themselves, but Grafana, which no telemetry passes through.
  restart grafana
  for door in "$FRONTEND_PORT frontend" "$OTLP_HTTP_PORT otel-collector" "$OTLP_GRPC_PORT otel-collector" "$GRAFANA_PORT grafana"; do
    poll_until 60 serves "${door% *}" "${door#* }" || fail "${door#* } still serves its old certificate after 60 s"
  done
}

rotate_certificates() {
  local service
  for service in $SERVICES; do make_certificate "$service"; done
  await_new_certificates
}

rotate_authority() {
  local old new
  old=$(< "$LAB_SECRETS_DIR/ca.pem")
  new=$(new_authority)
  say 'both authorities are trusted'
  printf '%s\n' "$new" "$old" | put "$LAB_SECRETS_DIR/ca.pem"
  take_authorities
  say 'certificates of the new one'
  rotate_certificates
  say 'the old one is trusted no longer'
  put "$LAB_SECRETS_DIR/ca.pem" <<< "$new"
  take_authorities
}

# is_taken TOKEN: does the collector take telemetry with it?
is_taken() {
  curl --silent --fail --output /dev/null --max-time 5 --cacert "$LAB_SECRETS_DIR/ca.pem" --data '{}' \
    --header 'content-type: application/json' --header @<(printf 'authorization: Bearer %s\n' "$1") "https://$host:$OTLP_HTTP_PORT/v1/logs"
}
is_refused() { ! is_taken "$1"; }

rotate_token() {
  local old new
  old=$(< "$LAB_SECRETS_DIR/otlp-token")
  new=$(openssl rand -hex 32)
  printf '%s\n' "$new" "$old" | put "$LAB_SECRETS_DIR/otlp-tokens"
  poll_until 60 is_taken "$new" || fail 'the collector does not take the new token after 60 s; see: docker compose logs otel-collector'
  put "$LAB_SECRETS_DIR/otlp-token" <<< "$new"
  say "both tokens hold for $TOKEN_GRACE_SECONDS s: give the new one to your own apps before you rotate, if you have any"
  sleep "$TOKEN_GRACE_SECONDS"
  put "$LAB_SECRETS_DIR/otlp-tokens" <<< "$new"
  poll_until 60 is_refused "$old" || fail 'the collector still takes the old token after 60 s'
}
