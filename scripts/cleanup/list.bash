# Lists what this lab created and still exists.

# list_ours: prints one line "KIND NAME" per thing. Found by label, which covers things of an older
# compose file; images of the classic builder have no label and are found by Compose's names.
list_ours() {
  local service reference
  of_project ps --all --format 'container {{.Names}}'
  of_project volume ls --format 'volume {{.Name}}'
  of_project network ls --format 'network {{.Name}}'
  for service in $(built_services); do
    reference=$COMPOSE_PROJECT_NAME-$service
    if has_image "$reference"; then printf 'image %s\n' "$reference"; fi
  done
  # Those that a lesson has built (lessons/06-stale-image/compose.yml).
  docker image ls --format 'image {{.ID}}' --filter "label=dev.otel-lab.project=$COMPOSE_PROJECT_NAME"
  if [[ $reports == yes && -d reports ]]; then find reports -mindepth 1 -maxdepth 1 | sed 's/^/report /'; fi
}

# Services whose image is built here; only these images are named after the project.
built_services() { docker compose --profile '*' config --format json | jq -r '.services | to_entries[] | select(.value.build) | .key'; }

# remove_listed FILE: removes what `docker compose down` leaves: images, and leftovers of older compose files.
remove_listed() {
  local kind name
  while read -r kind name; do
    case $kind in
      container) docker rm --force "$name" ;;
      volume) docker volume rm "$name" ;;
      network) docker network rm "$name" ;;
      image) docker image rm "$name" ;;
      report) rm -rf "$name" ;;
    esac < /dev/null > /dev/null || complain "$kind $name cannot be removed; its reason stands above"
  done < "$1"
}
