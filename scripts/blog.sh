#!/usr/bin/env bash
# Usage: scripts/blog.sh [--keep] [--junit FILE] [--help]
# Summary: Start examples/blog, an app of another project, and check that the stack sees it.
#
# --keep          leave it running, at http://localhost:5100 (BLOG_PORT); default: removed at the end
# --junit FILE    where to write JUnit XML (default: reports/blog.xml)
#
# Needs the stack: npm start, or, without the lab's own app,
#   docker compose up -d --wait otel-collector grafana
# Without the backend, the check of the call from blog to backend is skipped. See docs/use-the-stack.md.
# Exit status: 0 every check held (or was skipped), 1 one did not, 2 the stack does not run.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
keep=no options=()
for argument in "$@"; do
  if [[ $argument == --keep ]]; then keep=yes; else options+=("$argument"); fi
done

export LAB_NETWORK=${LAB_NETWORK:-${COMPOSE_PROJECT_NAME}_otel-network}
readonly blog_url=http://$host:${BLOG_PORT:-5100}
# Its own project, since npm start removes containers that the lab's compose file does not name.
blog() { docker compose --project-name "$COMPOSE_PROJECT_NAME-blog" --file examples/blog/compose.yml "$@"; }
# Called at the end, however this ends.
# shellcheck disable=SC2329  # called by end_work
at_exit() { if [[ $keep == no ]]; then blog down --rmi local --timeout 5 > /dev/null 2>&1; fi; }

command -v docker > /dev/null || cannot_tell 'docker is missing. Start the lab with: npm start'
docker network inspect "$LAB_NETWORK" > /dev/null 2>&1 \
  || cannot_tell "no network $LAB_NETWORK, so the stack does not run. Start it: docker compose up -d --wait otel-collector grafana"

make_work_folder
step "building and starting the blog in the network $LAB_NETWORK; the first time takes a minute"
blog up --detach --build --wait > "$work/up" 2>&1 || {
  tail -n 15 "$work/up" >&2
  blog logs --tail 10 >&2 || true
  cannot_tell 'the blog did not start; why stands above'
}
status=0
(run_typescript evidence/blog.ts --url "$blog_url" ${options[@]+"${options[@]}"}) || status=$?
if [[ $keep == yes ]]; then say "the blog runs at $blog_url; end it: docker compose -p $COMPOSE_PROJECT_NAME-blog -f examples/blog/compose.yml down"; fi
exit "$status"
