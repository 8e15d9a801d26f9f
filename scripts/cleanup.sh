#!/usr/bin/env bash
# Usage: scripts/cleanup.sh [--dry-run] [--yes] [--reports] [--help]      (npm run cleanup)
# Summary: Remove everything that this lab created: containers, volumes, networks, its own images.
#
# --dry-run    list what would be removed, remove nothing
# --yes        do not ask; needed without a terminal
# --reports    also remove what scripts and tests wrote to reports/
#
# To stop the lab and keep its data: npm stop. Only things with the label or the name of this project
# (COMPOSE_PROJECT_NAME) are removed; pulled images and stand-ins, which other labs use, stay.
# Exit status: 0 nothing is left, 1 something is, 2 the engine does not answer, or the removal was
# not confirmed.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"
source "$scripts/cleanup/list.bash"

help_if_asked "$@"
dry_run=no yes=no reports=no
for argument in "$@"; do
  case $argument in
    --dry-run) dry_run=yes ;;
    --yes) yes=yes ;;
    --reports) reports=yes ;;
    *) wrong_call "unknown argument: $argument" ;;
  esac
done

for tool in docker jq; do
  command -v "$tool" > /dev/null || cannot_tell "$tool is missing; install it first"
done
engine_answers || cannot_tell 'no container engine answers, so it cannot be told what is there'
make_work_folder
list_ours > "$work/ours"
if [[ ! -s $work/ours ]]; then
  step "nothing is there of the lab $COMPOSE_PROJECT_NAME"
  exit
fi
step "of the lab $COMPOSE_PROJECT_NAME would go:"
sed 's/^/    /' "$work/ours"
[[ $dry_run == no ]] || exit 0
[[ $yes == yes ]] || confirm "Remove all this of the lab $COMPOSE_PROJECT_NAME?" || cannot_tell 'nothing was removed'
# First the orderly way, as with npm stop.
scripts/stop.sh --volumes --yes || complain 'npm stop did not end well; removing one by one'
list_ours > "$work/rest"
remove_listed "$work/rest"
list_ours > "$work/left"
if [[ -s $work/left ]]; then
  sed 's/^/    /' "$work/left" >&2
  fail 'what stands above is still there'
fi
rm -f "$MODE_FILE"
step "nothing is left of the lab $COMPOSE_PROJECT_NAME"
