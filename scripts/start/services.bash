# Builds and starts the services of docker-compose.yml, and checks that they work.

# Generous, for slow machines.
readonly HEALTHY_SECONDS=240

build_app() { quietly "the lab's own images could not be built" compose build; }

# Prints each service that did not start, with the last lines of its log.
explain_services() {
  local service state
  compose ps --all --format '{{.Service}} {{.State}} {{.Health}}' | while read -r service state; do
    if [[ $state == 'running healthy' ]]; then continue; fi
    complain "$service is $state; the last lines of its log:"
    compose logs --no-log-prefix --tail 15 "$service" >&2
  done
}

# Compose recreates a container when its description changes, but not when a mounted file does: an
# edited configuration would be mounted but never read.
restart_for_new_files() {
  local service container started source
  if [[ -z $(of_project ps --quiet) ]]; then return; fi
  while read -r service source; do
    container=$(compose ps --quiet "$service")
    [[ -n $container ]] || continue
    started=$(docker inspect --format '{{.State.StartedAt}}' "$container")
    if [[ -n $(find "$source" -type f -newermt "${started%.*}Z" 2> /dev/null) ]]; then
      say "$service starts again: its files were changed"
      compose restart "$service" > /dev/null 2>&1
    fi
  done < <(compose config --format json \
    | jq -r '.services | to_entries[] | .key as $service | .value.volumes[]? | select(.type == "bind") | "\($service) \(.source)"')
}

start_services() {
  local log
  restart_for_new_files
  log=$(mktemp)
  if ! compose up --detach --wait --wait-timeout "$HEALTHY_SECONDS" --remove-orphans > "$log" 2>&1; then
    tail -n 5 "$log" >&2
    explain_services
    fail 'not all services became healthy; what is wrong stands above'
  fi
  rm -f "$log"
}

# Sends one request through the page's address, then asks each store for it.
first_signals() {
  if [[ ${OTEL_SDK_DISABLED:-false} == true ]]; then
    say 'OTEL_SDK_DISABLED=true: the backend sends nothing, so there is nothing to wait for'
    return
  fi
  (run_typescript evidence/first-signals.ts) || exit 1
}

# For the commands after this one.
remember_modes() {
  local mode name
  rm -f "$MODE_FILE"
  for mode in $MODES; do
    if is_mode "$mode"; then echo "$(variable_of "$mode")=true" >> "$MODE_FILE"; fi
  done
  is_mode sampling || return 0
  for name in SAMPLING_PERCENT SAMPLING_KEEP; do
    if [[ -n ${!name:-} ]]; then echo "$name=${!name}" >> "$MODE_FILE"; fi
  done
}
