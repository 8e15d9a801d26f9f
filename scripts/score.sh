#!/usr/bin/env bash
# Usage: scripts/score.sh [COMPOSE_FILE...] [--json] [--help]      (npm run score)
# Summary: How much of the CIS Docker Benchmark do the lab's containers hold, beside others'?
#
# COMPOSE_FILE...  instead, judge these files, as Compose merges them
# --json           the result as JSON on stdout; everything else goes to stderr
#
# Nothing needs to run. Whether an image's user is root is asked for images that are here. What the lab does
# otherwise on purpose is marked with a star, with its reason (evidence/score/exceptions.ts).
# Exit status: 0 every check that applies holds, 1 one does not, 2 it could not be judged.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"
source "$scripts/test/set-up.bash"

help_if_asked "$@"
command -v docker > /dev/null || cannot_tell 'docker is missing; npm start installs it'
ensure_packages
# Both labs are judged, whichever runs.
unset COMPOSE_FILE
run_typescript evidence/score.ts "$@"
