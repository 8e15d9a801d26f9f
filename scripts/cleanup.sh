#!/usr/bin/env bash
# Usage: scripts/cleanup.sh [--dry-run] [--yes] [--reports] [--help]      (npm run cleanup)
# Summary: Remove everything that this lab has made: containers, volumes, networks, its own images.
#
# --dry-run    say what would go, remove nothing
# --yes        do not ask; needed where nobody can answer
# --reports    the reports too: what scripts and tests have written into reports/
#
# npm stop stops the lab and keeps the rest. Only what carries the label or the name of this project
# (COMPOSE_PROJECT_NAME) is touched; pulled images and stand-ins, which other labs use, stay.
# Exit status: 0 nothing of it is left, 1 something is, 2 the engine does not answer, or nothing was
# removed because nobody said yes.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"

dry_run=no yes=no reports=no
for argument in "$@"; do
  case $argument in
    --dry-run) dry_run=yes ;;
    --yes) yes=yes ;;
    --reports) reports=yes ;;
    --help) print_help; exit ;;
    *) wrong_call "unknown argument: $argument" ;;
  esac
done

readonly OURS="label=com.docker.compose.project=$COMPOSE_PROJECT_NAME"

# list_ours: one line "KIND NAME" for each thing that is there. By label, so that also what an older
# compose file made is found; images that the classic builder made carry none, so by compose's names.
list_ours() {
  local service reference
  docker ps --all --filter "$OURS" --format 'container {{.Names}}'
  docker volume ls --filter "$OURS" --format 'volume {{.Name}}'
  docker network ls --filter "$OURS" --format 'network {{.Name}}'
  for service in $(built_services); do
    reference=$COMPOSE_PROJECT_NAME-$service
    if has_image "$reference"; then printf 'image %s\n' "$reference"; fi
  done
  if [ "$reports" = yes ] && [ -d reports ]; then find reports -mindepth 1 -maxdepth 1 | sed 's/^/report /'; fi
}

# Services whose image is built here: those alone have one named after the project.
built_services() { docker compose --profile '*' config --format json | jq -r '.services | to_entries[] | select(.value.build) | .key'; }

confirm() {
  local answer
  [ -t 0 ] || cannot_tell 'nobody can be asked here, so say --yes; nothing was removed'
  read -r -p "Remove all this of the lab $COMPOSE_PROJECT_NAME? [y/N] " answer
  case $answer in y | Y | yes) ;; *) cannot_tell 'nothing was removed' ;; esac
}

# What down leaves: what no compose file knows any more, and the images.
remove_rest() {
  local kind name
  while read -r kind name; do
    case $kind in
      container) docker rm --force "$name" ;;
      volume) docker volume rm "$name" ;;
      network) docker network rm "$name" ;;
      image) docker image rm "$name" ;;
      report) rm -rf "$name" ;;
    esac < /dev/null > /dev/null || complain "$kind $name cannot be removed; its reason stands above"
  done < "$work/rest"
}

for tool in docker jq; do
  command -v "$tool" > /dev/null || cannot_tell "$tool is missing; install it first"
done
docker version > /dev/null 2>&1 || cannot_tell 'no container engine answers, so it cannot be told what is there'
make_work_folder
list_ours > "$work/ours"
if [ ! -s "$work/ours" ]; then
  step "nothing is there of the lab $COMPOSE_PROJECT_NAME"
  exit
fi
step "of the lab $COMPOSE_PROJECT_NAME would go:"
sed 's/^/    /' "$work/ours"
[ "$dry_run" = no ] || exit 0
[ "$yes" = yes ] || confirm
# In order, as npm stop does it.
scripts/down.sh --volumes --yes || complain 'npm stop did not end well; removing one by one'
list_ours > "$work/rest"
remove_rest
list_ours > "$work/left"
if [ -s "$work/left" ]; then
  sed 's/^/    /' "$work/left" >&2
  fail "what stands above is still there"
fi
step "nothing is left of the lab $COMPOSE_PROJECT_NAME"
