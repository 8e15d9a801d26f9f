#!/usr/bin/env bash
# Usage: scripts/collect-logs.sh [--output FILE.tar.gz] [--json] [--help]      (npm run logs)
# Summary: Put every container's log and state, and the configuration, into one archive to send on.
#
# --output FILE   default: reports/logs-PROJECT-TIME.tar.gz
# --timeout T     how long the container engine may take for one answer (default: 30s)
# --json          the manifest as JSON on stdout; everything else goes to stderr
#
# Secrets are masked: the values of variables whose name says so (KEY, TOKEN, PASSWORD …) wherever
# they stand, and what follows such a name in any file. What people typed into the app is in no log.
# Takes what it can get: containers may be dead. A manifest in the archive tells what is missing.
# Exit status: 0 all is in it, 1 something is missing, 2 the container engine does not answer (then
# configuration and reports alone are in it) or nothing could be written.
set -euo pipefail
export LC_ALL=C
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"

source "$scripts/mask-secrets.bash"

timeout=30s output='' json=no
while [ $# -gt 0 ]; do
  case $1 in
    --output) needs_value "$@"; output=$(from_caller "$2"); shift ;;
    --timeout) needs_value "$@"; timeout=$2; shift ;;
    --json) json=yes ;;
    --help) print_help; exit ;;
    *) wrong_call "unknown argument: $1" ;;
  esac
  shift
done
case $output in '' | *.tar.gz | *.tgz) ;; *) wrong_call "--output is a file that ends in .tar.gz, not: $output" ;; esac
patience=$(seconds_of --timeout "$timeout")
if [ "$json" = yes ]; then only_json; fi
command -v jq > /dev/null || cannot_tell "jq is missing; install it first"

# within SECONDS COMMAND...: 124 when it takes longer. A hanging engine must not hang a CI job.
within() {
  local job deadline=$(($(now_ms) + $1 * 1000))
  shift
  set -m
  "$@" < /dev/null &
  set +m
  job=$!
  while kill -0 "$job" 2> /dev/null; do
    if [ "$(now_ms)" -ge "$deadline" ]; then
      kill -- "-$job" 2> /dev/null || true
      wait "$job" 2> /dev/null || true
      return 124
    fi
    sleep 0.1
  done
  wait "$job"
}

# collect FILE WHAT COMMAND...: what the command prints becomes a file of the archive.
collect() {
  local file=$1 what=$2
  shift 2
  mkdir -p "$(dirname "$raw/$file")"
  if within "$patience" "$@" > "$raw/$file" 2> "$work/error"; then
    cat "$work/error" >> "$raw/$file"
  else
    cat "$work/error" >> "$raw/$file"
    missing "$what: $(tail -n 1 "$work/error" | cut -c 1-200)"
  fi
}

missing() {
  complain "missing: $1"
  printf '%s\n' "$1" >> "$work/missing"
}

# shellcheck disable=SC2317  # called by collect
container_log() { docker logs --timestamps "$1" 2>&1; }

collect_containers() {
  local id name containers
  if ! within "$patience" docker ps --all --no-trunc --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME" --format '{{.ID}} {{.Names}}' > "$work/containers"; then
    missing 'the list of containers'
    return
  fi
  containers=$(wc -l < "$work/containers" | tr -d ' ')
  [ "$containers" -gt 0 ] || missing "containers: the lab $COMPOSE_PROJECT_NAME has none"
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

# What the lab was configured with, its own changes included.
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

write_manifest() {
  find "$archive" -type f -exec wc -c {} + | awk -v prefix="$archive/" '$2 != "total" { size = $1; sub(/^ *[0-9]+ /, ""); print size "\t" substr($0, length(prefix) + 1) }' \
    | jq -Rn --arg project "$COMPOSE_PROJECT_NAME" --arg at "$(date -u +%Y-%m-%dT%H:%M:%SZ)" --arg commit "$(git rev-parse --short HEAD 2> /dev/null || true)" \
      --rawfile missing "$work/missing" --argjson secrets "$(wc -l < "$work/secrets")" '
      {project: $project, collected_at: $at, commit: $commit, masked_values: $secrets, missing: ($missing | split("\n") | map(select(. != ""))),
       files: [inputs | split("\t") | {path: .[1], bytes: (.[0] | tonumber)}] | sort_by(.path)}' > "$work/manifest.json"
  cp "$work/manifest.json" "$archive/manifest.json"
}

make_work_folder
umask 077
name=logs-$COMPOSE_PROJECT_NAME-$(date -u +%Y%m%dT%H%M%SZ)
output=${output:-$root/reports/$name.tar.gz}
raw=$work/raw archive=$work/$name
mkdir "$raw" "$archive"
: > "$work/missing"

status=0
step "collecting the logs of $COMPOSE_PROJECT_NAME"
if within "$patience" docker version > /dev/null 2>&1; then
  collect_engine
  collect_containers
else
  missing 'the container engine does not answer: no logs and no states'
  status=2
fi
collect_files
mask_files
write_manifest
if ! { mkdir -p "$(dirname "$output")" && tar -czf "$output.$$" -C "$work" "$name" && mv "$output.$$" "$output"; }; then
  cannot_tell "$output cannot be written"
fi
if [ "$json" = yes ]; then cat "$work/manifest.json" >&9; fi
step "written: $output ($(jq '.files | length' "$work/manifest.json") files, $(jq .masked_values "$work/manifest.json") secrets masked)"
if [ "$status" = 0 ] && [ -s "$work/missing" ]; then status=1; fi
exit "$status"
