# For the tests of the hardened lab: ways to ask it.

source "$BATS_TEST_DIRNAME/../../scripts/lab/lab.bash"
source "$scripts/certs/authority.bash"

ca=$LAB_SECRETS_DIR/ca.pem
otlp=https://$host:$OTLP_HTTP_PORT
page=https://$host:$FRONTEND_PORT
grafana=https://$host:$GRAFANA_PORT

# status_of URL OPTION...: the status of the answer; 000 without one.
status_of() { curl --silent --output /dev/null --max-time 20 --write-out '%{http_code}' --cacert "$ca" "$@"; }

# post URL OPTION...: OTLP without a record, as JSON; prints the status.
post() { status_of "$1" --header 'content-type: application/json' --data '{}' "${@:2}"; }

# bearer TOKEN: an option of curl, though not on its command line, where others could read it.
bearer() { printf 'header = "authorization: Bearer %s"\n' "$1"; }

# as USER URL OPTION...: asks Grafana; prints the status.
as() {
  printf 'user = "%s:%s"\n' "$1" "$(< "$LAB_SECRETS_DIR/grafana-$1-password")" \
    | status_of "$grafana$2" --config - --header 'content-type: application/json' "${@:3}"
}

# ask_as HOST PORT AUTHORITY [CERTIFICATE]: from the network of the stores, see ask-as.mjs. The secrets are in
# /secrets there, and what the test has made is in /made.
ask_as() {
  docker run --rm --network "${COMPOSE_PROJECT_NAME}_telemetry" --user 0 --cap-drop ALL --volume "$BATS_TEST_DIRNAME:/test:ro" \
    --volume "$LAB_SECRETS_DIR:/secrets:ro" --volume "$BATS_FILE_TMPDIR:/made:ro" "$NODE_IMAGE" node /test/ask-as.mjs "$@"
}
