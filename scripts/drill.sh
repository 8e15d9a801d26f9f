#!/usr/bin/env bash
# Usage: scripts/drill.sh burn [--json] [--help]
# Summary: Make the API fail on purpose, and watch the alert arise, be delivered, and end.
#
# It asks for failures through the page's address, four a second, until the alert has fired and has
# been delivered, and then watches it end. The alert is SloLabBackendAvailabilityBurn: the objective
# of production, sixty times as fast. Production's own alerts count these failures too: in a quiet lab
# BackendAvailabilityBurn fires for half an hour afterwards. Needs the lab with Alertmanager: COMPOSE_PROFILES=alerting npm start
# --json prints one object instead of the lines. May be interrupted, and run again.
# Variables: DRILL_FIRING_SECONDS and DRILL_RESOLVED_SECONDS, how long each may take.
# Exit status: 0 shown, and in time (firing within 120 s, ended within 180 s); 1 it was not;
# 2 could not tell, since a part of the lab does not answer.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"
source "$scripts/probe.bash"
source "$scripts/drill-questions.bash"

readonly ALERT=SloLabBackendAvailabilityBurn FIRING_SECONDS=${DRILL_FIRING_SECONDS:-120} RESOLVED_SECONDS=${DRILL_RESOLVED_SECONDS:-180} PAUSE_SECONDS=0.25

json=no drill=''
for argument in "$@"; do
  case $argument in
    --json) json=yes ;;
    --help) print_help; exit ;;
    burn) drill=burn ;;
    *) wrong_call "unknown argument: $argument" ;;
  esac
done
[ -n "$drill" ] || wrong_call 'which drill? There is one: burn'

# tell TEXT: a line for a person.
tell() { [ "$json" = yes ] || printf '%s\n' "$*"; }
cannot_tell() {
  complain "$@"
  exit 2
}

need_lab() {
  get "$prometheus_url/-/ready" > /dev/null || cannot_tell "Prometheus does not answer at $prometheus_url; start the lab: COMPOSE_PROFILES=alerting npm start"
  get "$alertmanager_url/-/ready" > /dev/null || cannot_tell "Alertmanager does not answer at $alertmanager_url; it starts with: COMPOSE_PROFILES=alerting npm start"
  get "$loki_url/ready" > /dev/null || cannot_tell "Loki does not answer at $loki_url; see: docker compose logs loki"
  get "$frontend_url/api/tasks" > /dev/null || cannot_tell "the API does not answer at $frontend_url/api/tasks; see: docker compose logs frontend backend"
  get "$prometheus_url/api/v1/rules" type=alert "rule_name[]=$ALERT" | jq -e '.data.groups | length > 0' > /dev/null \
    || cannot_tell "Prometheus knows no alert $ALERT; restart it: docker compose restart prometheus"
}

# await NAME SECONDS SINCE_MS TEXT COMMAND...: polls, and keeps the milliseconds since SINCE_MS as NAME.
await() {
  local name=$1 seconds=$2 since=$3 text=$4 left elapsed
  shift 4
  left=$((seconds - ($(now_ms) - since) / 1000))
  if ! poll_until "$((left > 0 ? left : 0))" "$@"; then
    [ "$asked" = yes ] || cannot_tell "not seen: $text; the last question was not answered. Is the lab still up? npm run status"
    outcome "not within $seconds s: $text"
  fi
  elapsed=$(($(now_ms) - since))
  seen="$seen${seen:+, }\"$name\": $(as_seconds "$elapsed")"
  tell "$(printf '%8s s  %s' "$(as_seconds "$elapsed")" "$text")"
}

# outcome [PROBLEM]: the last word; 0 without a problem, else 1.
outcome() {
  if [ "$json" = yes ]; then
    jq -n --arg alert "$ALERT" --arg problem "${1:-}" --argjson seconds "{$seen}" --argjson failures "$(wc -l < "$failures")" \
      --argjson limits "{\"firing\": $FIRING_SECONDS, \"ended\": $RESOLVED_SECONDS}" \
      '{shown: ($problem == ""), alert: $alert, failures: $failures, seconds: $seconds, limits: $limits} + if $problem == "" then {} else {problem: $problem} end'
  fi
  if [ -n "${1:-}" ]; then
    complain "$1"
    complain "see $prometheus_url/alerts, $alertmanager_url and: docker compose logs prometheus alertmanager alert-receiver"
    exit 1
  fi
  tell "==> Shown, with $(($(wc -l < "$failures"))) failures. In Grafana: $grafana_url/alerting/list, and in Explore {service_name=\"alertmanager\"}"
  exit 0
}

fail_on_purpose() {
  while :; do
    curl --silent --max-time 5 --output /dev/null --write-out '%{http_code}\n' "$frontend_url/api/simulate-error" | grep '^5' >> "$failures" || true
    sleep "$PAUSE_SECONDS"
  done
}

work=$(mktemp -d)
answer=$work/answer failures=$work/failures traffic='' seen='' asked=no
: > "$failures"
stop_traffic() {
  if [ -n "$traffic" ]; then
    kill "$traffic" 2> /dev/null || true
    wait "$traffic" 2> /dev/null || true
    traffic=''
  fi
}
trap 'stop_traffic; rm -rf "$work"' EXIT
trap 'complain "interrupted; the failures have stopped"; exit 130' INT TERM

need_lab
if ! alert_is inactive; then
  tell "==> $ALERT still fires from before; waiting for its end"
  poll_until "$RESOLVED_SECONDS" alert_is inactive || cannot_tell "$ALERT fires without this drill; who makes the API fail? See $grafana_url/d/service-overview"
fi

tell "==> Failures begin: four a second at $frontend_url/api/simulate-error"
begin=$(now_ms)
fail_on_purpose &
traffic=$!
await firing "$FIRING_SECONDS" "$begin" "the alert fires in Prometheus" alert_is firing
await at_alertmanager "$FIRING_SECONDS" "$begin" 'Alertmanager has it' is_at_alertmanager
await delivered "$FIRING_SECONDS" "$begin" 'it was delivered, and is in Loki' was_delivered firing "$((begin / 1000))"

stop_traffic
tell '==> Failures end'
end=$(now_ms)
await ended "$RESOLVED_SECONDS" "$end" 'the alert has ended in Prometheus' alert_is inactive
await end_delivered "$RESOLVED_SECONDS" "$end" 'that was delivered too' was_delivered resolved "$((end / 1000))"
outcome
