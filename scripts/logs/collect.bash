# Collects the content of the archive in the folder $raw, as far as it is available.

# within SECONDS COMMAND...: 124 when it takes longer, since a hanging engine must not hang a CI job.
within() {
  local job deadline=$(($(now_ms) + $1 * 1000))
  shift
  set -m
  "$@" < /dev/null &
  set +m
  job=$!
  while kill -0 "$job" 2> /dev/null; do
    if (( $(now_ms) >= deadline )); then
      kill -- "-$job" 2> /dev/null || true
      wait "$job" 2> /dev/null || true
      return 124
    fi
    sleep 0.1
  done
  wait "$job"
}

missing() {
  complain "missing: $1"
  printf '%s\n' "$1" >> "$work/missing"
}

# collect FILE WHAT COMMAND...: the output of the command becomes a file of the archive.
collect() {
  local file=$1 what=$2 status=0
  shift 2
  mkdir -p "$(dirname "$raw/$file")"
  within "$patience" "$@" > "$raw/$file" 2> "$work/error" || status=$?
  cat "$work/error" >> "$raw/$file"
  [[ $status == 0 ]] || missing "$what: $(tail -n 1 "$work/error" | cut -c 1-200)"
}

# shellcheck disable=SC2317  # called by collect
container_log() { docker logs --timestamps "$1" 2>&1; }

collect_containers() {
  local id name
  if ! within "$patience" of_project ps --all --no-trunc --format '{{.ID}} {{.Names}}' > "$work/containers"; then
    missing 'the list of containers'
    return
  fi
  [[ -s $work/containers ]] || missing "containers: the lab $COMPOSE_PROJECT_NAME has none"
  while read -r id name; do
    say "$name"
    collect "containers/$name.log" "log of $name" container_log "$id"
    collect "containers/$name.json" "state of $name" docker inspect "$id"
  done < "$work/containers"
}

collect_engine() {
  collect engine/version.txt 'version of the engine' docker version
  collect engine/info.txt 'state of the engine' docker info
  collect engine/containers.txt 'state of the services' docker compose --profile '*' ps --all
  collect engine/compose.yml 'compose configuration' docker compose --profile '*' config
}

# The lab's configuration, local changes included.
collect_files() {
  local file
  find .env docker-compose.yml compose.*.yml frontend/nginx.conf otel-collector tempo prometheus loki alertmanager grafana/provisioning reports \
    -type f -not -path '*/node_modules/*' \( -name .env -o -name nginx.conf -o -name '*.y*ml' -o -path 'reports/*.json' -o -path 'reports/*.xml' -o -path 'reports/*.md' \) \
    2> /dev/null > "$work/configuration" || true
  while IFS= read -r file; do
    mkdir -p "$raw/files/$(dirname "$file")"
    cp "$file" "$raw/files/$file" || missing "$file"
  done < "$work/configuration"
}
