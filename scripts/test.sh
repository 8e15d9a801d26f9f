#!/usr/bin/env bash
# Usage: scripts/test.sh [--help]      (npm test)
# Summary: Every test that needs no running lab: checks, unit tests, the scripts' own tests.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"

takes_no_arguments "$@"

scripts/check.sh
step 'backend, frontend and grafana'
npm test --workspaces --if-present
step 'scripts and images'
node_modules/bats/bin/bats scripts images
