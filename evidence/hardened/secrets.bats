# Nothing of what scripts/certs.sh makes is anywhere but in its folder and in the containers' /run/secrets.
bats_require_minimum_version 1.5.0
source "$BATS_TEST_DIRNAME/hardened.bash"

# A line of each: of a key, the first that no other key has.
setup_file() {
  local file
  for file in "$LAB_SECRETS_DIR"/*; do
    case $file in
      *.curl | */ca.pem) ;;
      *.pem | *.key) sed -n '/BEGIN EC PRIVATE KEY/,/END/p' "$file" | sed -n 2p ;;
      *) cat "$file" ;;
    esac
  done > "$BATS_FILE_TMPDIR/secrets"
}

# none_in FILE...: no line of the secrets. That the search finds them at all, the first test shows.
none_in() { ! grep --fixed-strings --file "$BATS_FILE_TMPDIR/secrets" --files-with-matches -- "$@"; }

containers() { of_project ps --quiet; }

@test "the folder is for its owner alone, and so is the key of the authority" {
  [ "$(ls -ld "$LAB_SECRETS_DIR" | cut -c 1-10)" = drwx------ ]
  [ "$(ls -l "$LAB_SECRETS_DIR/ca.key" | cut -c 1-10)" = -rw------- ]
  [ "$(wc -l < "$BATS_FILE_TMPDIR/secrets")" -ge 14 ]
  run ! none_in "$LAB_SECRETS_DIR/otlp-tokens"
}

@test "git ignores them" {
  [ "$LAB_SECRETS_DIR" != "$root/.secrets" ] || git check-ignore --quiet "$LAB_SECRETS_DIR/ca.key"
  ! git grep --untracked --fixed-strings --file "$BATS_FILE_TMPDIR/secrets"
}

@test "what the engine tells of the containers, and their environments, have none" {
  # shellcheck disable=SC2046  # a list of ids
  docker inspect $(containers) > "$BATS_TEST_TMPDIR/inspect"
  compose config > "$BATS_TEST_TMPDIR/config"
  none_in "$BATS_TEST_TMPDIR/inspect" "$BATS_TEST_TMPDIR/config"
}

@test "Grafana's admin is told of the stores' addresses, not of their keys" {
  for path in /api/datasources /api/datasources/uid/tempo /api/admin/settings; do
    printf 'user = "admin:%s"\n' "$(< "$LAB_SECRETS_DIR/grafana-admin-password")" \
      | curl --silent --fail --cacert "$ca" --config - "$grafana$path" >> "$BATS_TEST_TMPDIR/told"
  done
  grep --quiet https://tempo:3200 "$BATS_TEST_TMPDIR/told"
  none_in "$BATS_TEST_TMPDIR/told"
}

@test "their logs have none" {
  if [[ $(curl --silent --config "$LAB_SECRETS_DIR/viewer.curl" "$grafana/api/health" | jq --raw-output .version) == 11.0.0 ]]; then
    grafana_prints=true
  fi
  for id in $(containers); do
    name=$(docker inspect --format '{{.Name}}' "$id")
    if [[ ${grafana_prints:-} && $name == */*grafana* ]]; then continue; fi
    docker logs "$id" > "$BATS_TEST_TMPDIR/${name#/}" 2>&1
    none_in "$BATS_TEST_TMPDIR/${name#/}"
  done
  if [[ ${grafana_prints:-} ]]; then skip 'of Grafana: 11.0.0, the stand-in, prints the keys of its data sources'; fi
}

@test "the archive of npm run logs has none" {
  scripts/logs.sh --output "$BATS_TEST_TMPDIR/logs.tar.gz"
  mkdir "$BATS_TEST_TMPDIR/archive"
  tar -xzf "$BATS_TEST_TMPDIR/logs.tar.gz" -C "$BATS_TEST_TMPDIR/archive"
  ! grep --recursive --fixed-strings --file "$BATS_FILE_TMPDIR/secrets" --files-with-matches "$BATS_TEST_TMPDIR/archive"
}

@test "the lab's own images have none" {
  images=$(compose config --images | grep "^$COMPOSE_PROJECT_NAME-")
  [ "$(wc -l <<< "$images")" = 5 ]
  for image in $images; do
    docker save "$image" | tar -xO 2> /dev/null > "$BATS_TEST_TMPDIR/image"
    none_in "$BATS_TEST_TMPDIR/image"
    rm "$BATS_TEST_TMPDIR/image"
  done
}

@test "the stores' and the collector's files have none" {
  for service in otel-collector tempo prometheus loki; do
    docker run --rm --user 0 --network none --volumes-from "$(compose ps --quiet "$service"):ro" \
      --volume "$BATS_FILE_TMPDIR/secrets:/wanted:ro" "$BUSYBOX_IMAGE" \
      sh -c '! grep -r -l -a -F -f /wanted /var/lib/otelcol /var/tempo /prometheus /loki 2> /dev/null'
  done
}
