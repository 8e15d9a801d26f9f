# What the hardened lab refuses, and what it lets in: SECURITY.md, sentence by sentence. Run by
# `scripts/test.sh hardened` while it runs.
bats_require_minimum_version 1.5.0
source "$BATS_TEST_DIRNAME/hardened.bash"

setup_file() {
  # Another authority, which nobody trusts; and a certificate of the right one that has ended.
  LAB_SECRETS_DIR=$BATS_FILE_TMPDIR/other "$scripts/certs.sh"
  local key
  key=$(new_key)
  { sign grafana 0 <<< "$key" && printf '%s\n' "$key"; } > "$BATS_FILE_TMPDIR/ended.pem"
}

# --- connections ---

@test "plain text is refused at each door" {
  for port in "$FRONTEND_PORT" "$OTLP_HTTP_PORT" "$GRAFANA_PORT"; do
    [ "$(status_of "http://$host:$port/")" = 400 ]
  done
  run ! curl --silent --max-time 5 --http2-prior-knowledge "http://$host:$OTLP_GRPC_PORT/"
}

@test "whoever trusts another authority does not take the lab for the right one" {
  for url in "$page" "$otlp" "https://$host:$OTLP_GRPC_PORT" "$grafana"; do
    run -60 curl --silent --cacert "$BATS_FILE_TMPDIR/other/ca.pem" "$url"
  done
}

@test "nothing older than TLS 1.2 is spoken" {
  for url in "$page" "$otlp" "$grafana"; do
    run -35 curl --silent --cacert "$ca" --tls-max 1.1 --ciphers DEFAULT@SECLEVEL=0 "$url"
  done
}

@test "stores, and the collector's door for pages, answer the lab's certificates: no other authority's, none that has ended, and nobody without one" {
  for door in tempo:3200 tempo:4317 prometheus:9090 loki:3100 otel-collector:4319; do
    asked=("${door%:*}" "${door#*:}" /secrets/ca.pem)
    [ "$(ask_as "${asked[@]}" /secrets/frontend.pem)" = answers ]
    for certificate in /made/other/frontend.pem /made/ended.pem ''; do
      run ask_as "${asked[@]}" ${certificate:+"$certificate"}
      [[ $output == ERR_SSL_*_ALERT_* ]]
    done
  done
}

# --- who may send ---

@test "an app without a token, or with a wrong one, is refused; with the right one it is not" {
  [ "$(post "$otlp/v1/logs")" = 401 ]
  [ "$(bearer wrong | post "$otlp/v1/logs" --config -)" = 401 ]
  [ "$(bearer "$(< "$LAB_SECRETS_DIR/otlp-token")" | post "$otlp/v1/logs" --config -)" = 200 ]
}

# grpc_status: of an export without a span.
grpc_status() {
  printf '\0\0\0\0\0' | curl --silent --http2 --cacert "$ca" --dump-header - --output /dev/null --data-binary @- \
    --header 'content-type: application/grpc' --header 'te: trailers' "$@" \
    "https://$host:$OTLP_GRPC_PORT/opentelemetry.proto.collector.trace.v1.TraceService/Export" | tr -d '\r' | sed -n 's/^grpc-status: //p'
}

@test "so it is by gRPC" {
  # 16: unauthenticated
  [ "$(grpc_status)" = 16 ]
  [ "$(grpc_status --config <(bearer wrong))" = 16 ]
  [ "$(grpc_status --config <(bearer "$(< "$LAB_SECRETS_DIR/otlp-token")"))" = 0 ]
}

@test "20 MiB of telemetry are refused, and a small body that becomes large" {
  head -c 21000000 /dev/zero > "$BATS_TEST_TMPDIR/large"
  gzip --keep "$BATS_TEST_TMPDIR/large"
  token=$(bearer "$(< "$LAB_SECRETS_DIR/otlp-token")")
  [[ $(status_of "$otlp/v1/logs" --config <(echo "$token") --header 'content-type: application/json' --data-binary @"$BATS_TEST_TMPDIR/large") =~ ^4 ]]
  [[ $(status_of "$otlp/v1/logs" --config <(echo "$token") --header 'content-type: application/json' --header 'content-encoding: gzip' --data-binary @"$BATS_TEST_TMPDIR/large.gz") =~ ^4 ]]
  [ "$(status_of "$page/otlp/v1/logs" --header 'content-type: application/json' --data-binary @"$BATS_TEST_TMPDIR/large")" = 413 ]
  [ "$(post "$page/otlp/v1/logs" --header 'content-encoding: gzip')" = 415 ]
}

# --- who may look ---

@test "Grafana shows nothing to whoever has not logged in, not even its metrics" {
  for path in /api/dashboards/uid/service-overview /api/datasources/proxy/uid/tempo/ready /api/search /metrics; do
    [ "$(status_of "$grafana$path")" = 401 ]
  done
  [ "$(status_of "$grafana/api/search" --user viewer:wrong)" = 401 ]
  # The page itself leads to the login.
  [ "$(status_of "$grafana/d/service-overview")" = 302 ]
}

@test "a viewer looks and saves nothing; an editor saves; an admin manages" {
  dashboard='{"dashboard":{"uid":"hardened-test","title":"Of a test"},"overwrite":true}'
  [ "$(as viewer /api/dashboards/uid/service-overview)" = 200 ]
  [ "$(as viewer /api/dashboards/db --data "$dashboard")" = 403 ]
  [ "$(as editor /api/dashboards/db --data "$dashboard")" = 200 ]
  [ "$(as editor /api/dashboards/uid/hardened-test --request DELETE)" = 200 ]
  [ "$(as editor /api/admin/settings)" = 403 ]
  [ "$(as admin /api/admin/settings)" = 200 ]
}

@test "the cookie of a login goes back over TLS and from this site alone, and no program of the page reads it" {
  printf 'data = "{\\"user\\":\\"viewer\\",\\"password\\":\\"%s\\"}"\n' "$(< "$LAB_SECRETS_DIR/grafana-viewer-password")" > "$BATS_TEST_TMPDIR/login"
  run curl --silent --cacert "$ca" --config "$BATS_TEST_TMPDIR/login" --header 'content-type: application/json' --dump-header - --output /dev/null "$grafana/login"
  [[ $output =~ [Ss]et-[Cc]ookie:\ grafana_session=[^$'\n']*HttpOnly[^$'\n']*Secure[^$'\n']*SameSite=Strict ]]
}

# --- networks ---

# address_of SERVICE NETWORK
address_of() { docker inspect --format "{{(index .NetworkSettings.Networks \"${COMPOSE_PROJECT_NAME}_$2\").IPAddress}}" "$(compose ps --quiet "$1")"; }

# connects SERVICE HOST PORT: can a connection be opened from inside this service?
connects() { docker run --rm --network "container:$(compose ps --quiet "$1")" "$NODE_IMAGE" node -e 'require("net").connect({ host: process.argv[1], port: process.argv[2], timeout: 3000 }).on("connect", () => process.exit(0)).on("timeout", () => process.exit(1)).on("error", () => process.exit(1))' "$2" "$3"; }

@test "the page's server and the backend reach no store, neither by name nor by address" {
  for service in frontend backend; do
    connects "$service" otel-collector 4318
    for store in tempo:3200 prometheus:9090 loki:3100; do
      run -1 connects "$service" "${store%:*}" "${store#*:}"
      run -1 connects "$service" "$(address_of "${store%:*}" telemetry)" "${store#*:}"
    done
    run -1 connects "$service" "$(address_of otel-collector telemetry)" 8888
  done
  connects grafana tempo 3200
}

@test "nobody but nginx and the collector is on the backend's network" {
  run docker network inspect --format '{{range .Containers}}{{println .Name}}{{end}}' "${COMPOSE_PROJECT_NAME}_app"
  [ "$(sort <<< "$output" | xargs)" = "$(printf "$COMPOSE_PROJECT_NAME-%s-1 " backend frontend otel-collector | xargs)" ]
}

@test "the collector's own metrics, in plain text, are on the network of the stores alone" {
  connects prometheus "$(address_of otel-collector telemetry)" 8888
  run -1 connects grafana "$(address_of otel-collector edge)" 8888
  run -1 connects backend "$(address_of otel-collector app)" 8888
}

@test "stores and backend are on networks that the engine keeps from the internet" {
  for service in tempo prometheus loki backend; do
    run docker inspect --format '{{range $name, $_ := .NetworkSettings.Networks}}{{println $name}}{{end}}' "$(compose ps --quiet "$service")"
    [ "$(wc -w <<< "$output")" = 1 ]
    [ "$(docker network inspect --format '{{.Internal}}' "$output")" = true ]
  done
}

@test "and do not reach it" {
  connects frontend 1.1.1.1 443 || skip 'this machine has no internet, so nobody reaches it'
  for service in tempo prometheus loki backend; do
    run -1 connects "$service" 1.1.1.1 443
  done
}

@test "four ports are published, on the address of .env" {
  # Not by docker ps, which prints neighbours as a range.
  containers=$(docker ps --quiet --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME")
  published=$(xargs -n 1 docker port <<< "$containers" | sed 's/.* -> //' | sort)
  [ "$published" = "$(printf '%s\n' "$FRONTEND_PORT" "$OTLP_GRPC_PORT" "$OTLP_HTTP_PORT" "$GRAFANA_PORT" | sed "s/.*/$BIND_ADDRESS:&/" | sort)" ]
}

# --- what it does not have ---

@test "alerting and npm run complete are refused with a word" {
  COMPOSE_PROFILES=alerting run -1 scripts/start.sh
  [[ $output == *'the hardened lab has no alerting yet'* ]]
  run -2 scripts/verify.sh --complete 10
  [[ $output == *'hardened'* ]]
}
