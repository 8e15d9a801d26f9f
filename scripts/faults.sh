#!/usr/bin/env bash
# Usage: scripts/faults.sh [OPTION...]      (npm run test:faults)
# Summary: Break a lab of its own in two dozen ways, and count what is lost.
#
# Sends requests at a steady rate while a part is killed, frozen, away or cut off. Then it asks the
# database and the stores for everything that was acknowledged, and the parts for what they counted as
# lost. The two must be the same. All is removed at the end. With all faults it takes forty minutes.
# What each did is kept in docs/bench/faults.json, from which docs/faults.md is made.
#
# --only NAME,NAME   these faults alone (a wrong name lists them; two take an hour, and run only so)
# --requests N       how many requests a fault gets at least (default 2000)
# --rate N           how many a second (default 100)
# --short            four faults, 500 requests each
# --leak             the collector loses one of a hundred traces and says nothing: this must be found
#
# Exit status: 0 what is missing was counted, 1 not, 2 the trial could not be made.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"
source "$scripts/test/set-up.bash"

help_if_asked "$@"
# Not in a container, as other commands may: it runs docker.
ensure_packages
# Only this command needs it, so npm start does not provide it.
ensure_image toxiproxy "${TOXIPROXY_IMAGE:-ghcr.io/shopify/toxiproxy:2.5.0}"
run_typescript evidence/faults.ts "$@"
