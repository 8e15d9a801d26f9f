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
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
if lacks_grafana; then export LAB_GRAFANA=no; fi
run_typescript evidence/health.ts "$@"
