#!/usr/bin/env bash
# Usage: scripts/health.sh [--timeout T] [--junit FILE] [--json] [--help]      (npm run health)
# Summary: Wait until every service answers at its published port that it is healthy.
#
# --timeout T     how long to wait, such as 30s or 5m (default: 60s)
# --junit FILE    write JUnit XML there too
# --json          the result as JSON on stdout; everything else goes to stderr
#
# Asks over HTTP, as a user would. For the engine's view of the containers: npm run status.
# Grafana is reported as skipped when its image is not available.
# Exit status: 0 all are healthy (or skipped), 1 one is not, 2 the check could not run.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
if lacks_grafana; then export LAB_GRAFANA=no; fi
run_typescript evidence/health.ts "$@"
