#!/usr/bin/env bash
# Usage: scripts/health.sh [--timeout T] [--junit FILE] [--json] [--help]      (npm run health)
# Summary: Ask every service at its published port whether it is healthy, and wait until all are.
#
# --timeout T     how long to wait, such as 30s or 5m (default: 60s)
# --junit FILE    write JUnit XML there too
# --json          the result as JSON on stdout; everything else goes to stderr
#
# Asks over HTTP as a user would; what the engine thinks of the containers says: npm run status.
# Grafana is skipped, by name, where its image cannot be had.
# Exit status: 0 all are healthy (or skipped), 1 one is not, 2 nothing could be asked.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"
source "$scripts/probe.bash"
source "$scripts/checks.bash"

timeout=60s junit='' json=no
while [ $# -gt 0 ]; do
  case $1 in
    --timeout) needs_value "$@"; timeout=$2; shift ;;
    --junit) needs_value "$@"; junit=$(from_caller "$2"); shift ;;
    --json) json=yes ;;
    --help) print_help; exit ;;
    *) wrong_call "unknown argument: $1" ;;
  esac
  shift
done
seconds=$(seconds_of --timeout "$timeout")
if [ "$json" = yes ]; then only_json; fi
for tool in curl jq; do
  command -v "$tool" > /dev/null || cannot_tell "$tool is missing; install it first"
done

# ask_health URL: 0 when it is answered with 2xx; else says what it got instead.
ask_health() {
  local answer
  answer=$(curl --silent --show-error --max-time 5 --write-out '\n%{http_code}' "$1" 2>&1) || {
    printf '%s\n' "${answer%$'\n'*}" | grep -m 1 . || echo 'no answer'
    return 1
  }
  case ${answer##*$'\n'} in
    2??) ;;
    *) printf 'status %s: %s\n' "${answer##*$'\n'}" "${answer%%$'\n'*}"; return 1 ;;
  esac
}

readonly backend_url=http://$host:$BACKEND_PORT collector_url=http://$host:$COLLECTOR_HEALTH_PORT

# check_health SERVICE URL
check_health() { check ask_health "$seconds" "$1 at $2" "docker compose logs $1" "$2"; }

step "asking seven services, each for at most $seconds s"
# In the order of the data.
check_health frontend "$frontend_url/healthz"
check_health backend "$backend_url/health"
check_health otel-collector "$collector_url/"
check_health tempo "$tempo_url/ready"
check_health prometheus "$prometheus_url/-/ready"
check_health loki "$loki_url/ready"
if docker version > /dev/null 2>&1 && ! has_image "$GRAFANA_IMAGE"; then
  skip "no image $GRAFANA_IMAGE" "grafana at $grafana_url/api/health"
else
  check_health grafana "$grafana_url/api/health"
fi

report_checks
if [ -n "$junit" ]; then write_junit "$junit" health; fi
if [ "$json" = yes ]; then checks_as_json >&9; fi
step "$passed healthy, $failed not, $skipped skipped"
[ "$failed" = 0 ]
