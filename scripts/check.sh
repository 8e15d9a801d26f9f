#!/usr/bin/env bash
# Usage: scripts/check.sh [--help]      (npm run check)
# Summary: Check the sources without running them: format, lint, types, generated files.
#
# Format and lint (biome), types (tsc), shell scripts (shellcheck), YAML (yamllint), Dockerfiles
# (hadolint), the compose files and what they make of containers (scripts/score.sh), the CI files
# (check/ci-files.sh), the files of Prometheus and Alertmanager (if their images are here), and whether
# generated files are current. Runs all, then names those that failed.
# Missing tools are installed, as by npm test.
# Exit status: 0 nothing found, 1 something found or a tool is missing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"
source "$scripts/lab/install.bash"
source "$scripts/test/set-up.bash"
source "$scripts/check/sources.bash"
source "$scripts/check/configurations.bash"

takes_no_arguments "$@"

failed=''
# run TITLE COMMAND...
run() {
  local title=$1
  shift
  step "$title"
  "$@" || failed="$failed $title;"
}

ensure_packages
ensure_packages_of bench docs/site
ensure_linters
export PATH=$root/node_modules/.bin:$PATH
run biome biome ci .
run types check_types
run shell check_shell
run yaml check_yaml
run dockerfiles check_dockerfiles
run compose check_compose
run containers check_containers
run 'ci files' scripts/check/ci-files.sh
run prometheus check_prometheus
run alertmanager check_alertmanager
run dashboards npm run --silent dashboards -- --check
run rules npm run --silent rules -- --check
run docs npm run --silent docs -- --check
run signals npm run --silent signals -- --check
[[ -z $failed ]] || fail "found something in:$failed"
