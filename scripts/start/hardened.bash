# What the hardened lab needs beside the services: secrets before them, Grafana's users after them.

make_secrets() {
  has_image "$GRAFANA_IMAGE" || fail 'the hardened lab cannot be asked anything without Grafana, whose image cannot be had (see images/README.md)'
  ensure_tool openssl
  "$scripts/certs.sh"
}

# as_admin METHOD PATH [JSON]: asks Grafana. The password is in no argument, where other users could see it.
as_admin() {
  curl --silent --show-error --fail --max-time 20 --cacert "$LAB_SECRETS_DIR/ca.pem" --request "$1" \
    --config <(printf 'user = "admin:%s"\n' "$(< "$LAB_SECRETS_DIR/grafana-admin-password")") \
    --header 'content-type: application/json' ${3:+--data-binary @-} "https://$host:$GRAFANA_PORT$2" <<< "${3:-}"
}

# Grafana takes the admin's password from the file only when it makes its database.
set_admin_password() {
  if as_admin GET /api/user > /dev/null 2>&1; then return; fi
  compose exec -T grafana grafana cli --homepath /usr/share/grafana admin reset-admin-password --password-from-stdin \
    < "$LAB_SECRETS_DIR/grafana-admin-password" > /dev/null 2>&1 || fail "Grafana's admin password could not be set; see: docker compose logs grafana"
}

# make_user NAME ROLE: with the password of its file, also if the user is there.
make_user() {
  local id password
  password=$(< "$LAB_SECRETS_DIR/grafana-$1-password")
  if ! id=$(as_admin GET "/api/users/lookup?loginOrEmail=$1" 2> /dev/null | jq --exit-status .id); then
    id=$(as_admin POST /api/admin/users "{\"name\":\"$1\",\"login\":\"$1\",\"password\":\"$password\"}" | jq .id)
  fi
  as_admin PUT "/api/admin/users/$id/password" "{\"password\":\"$password\"}" > /dev/null
  as_admin PATCH "/api/org/users/$id" "{\"role\":\"$2\"}" > /dev/null
}

make_users() {
  set_admin_password
  make_user viewer Viewer
  make_user editor Editor
}
