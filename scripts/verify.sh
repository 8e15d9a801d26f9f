#!/usr/bin/env bash
# Usage: scripts/verify.sh [--complete N | --privacy] [--junit FILE] [--json] [--help]      (npm run verify)
# Summary: Send one request through the running lab, then ask every store for exactly that trace.
#
# Prints one line per check, with the seconds from the request until it held. A check that fails
# prints what it saw last and a command that asks the same by hand.
#
# --complete N    instead, send N requests (1 to 20000) and check that each of their spans, log
#                 lines and counts arrived exactly once; also writes reports/complete.json
# --privacy       instead, send private values of many kinds in every field, and look for them in
#                 everything that the lab keeps; must find none. Runs docker.
# --junit FILE    where to write JUnit XML (default: reports/verify.xml, complete.xml or privacy.xml)
# --json          the result as JSON on stdout; everything else goes to stderr
#
# Exit status: 0 every check held (or was skipped, with its reason), 1 one did not,
# 2 the lab does not answer at all.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
if [[ " $* " == *" --complete "* ]]; then
  if is_hardened; then cannot_tell "--complete needs the collector's own metrics, which the hardened lab shows to nobody outside"; fi
  if is_mode sampling; then cannot_tell '--complete looks for every trace, and this lab keeps a part of them (npm run test:sampling proves which)'; fi
fi
if lacks_grafana; then export LAB_GRAFANA=no; fi
# It runs docker, which the image of Node.js does not have.
if [[ " $* " == *" --privacy "* ]]; then
  source "$scripts/test/set-up.bash"
  ensure_packages
fi
run_typescript evidence/verify.ts "$@"
