#!/usr/bin/env bash
# Usage: scripts/drill.sh burn [--json] [--help]
# Summary: Make the API fail on purpose and watch the alert fire, be delivered and end.
#
# Requests four failures a second through the page's address until the alert has fired and has been
# delivered, then watches it end. The alert is SloLabBackendAvailabilityBurn: production's objective,
# sixty times as fast. Production's own alerts count these failures too: in a quiet lab
# BackendAvailabilityBurn fires for half an hour afterwards.
# Needs the lab with Alertmanager: COMPOSE_PROFILES=alerting npm start
# Started with ALERT_TARGET=stand-in, it also shows both delivered to stand-ins for Slack and PagerDuty,
# which refuse what is not in the published format.
# --json prints one object instead of the lines. May be interrupted and run again.
# Variables: DRILL_FIRING_SECONDS and DRILL_RESOLVED_SECONDS, how long each may take.
# Exit status: 0 all was seen in time (firing within 120 s, ended within 180 s); 1 it was not;
# 2 a part of the lab does not answer.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
run_typescript evidence/drill.ts "$@"
