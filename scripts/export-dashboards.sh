#!/usr/bin/env bash
# Usage: scripts/export-dashboards.sh [--output FOLDER] [--timeout T] [--json] [--help]      (npm run export-dashboards)
# Summary: Save the dashboards as they are in Grafana and list what differs from the source.
#
# Dashboards may be changed and saved in Grafana. This writes them to FOLDER (default:
# reports/exported-dashboards), without Grafana's own ids and versions, and compares each with
# grafana/dashboards. Grafana 13 saves in another format and translates it back, so more may differ
# than was changed; the source is the truth. To keep a change, make it in grafana/src and run:
# npm run dashboards.
#
# --timeout T    how long Grafana may take for each (default: 30s)
#
# Exit status: 0 nothing differs, 1 something does, 2 Grafana does not answer.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
run_typescript evidence/export-dashboards.ts "$@"
