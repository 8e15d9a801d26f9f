#!/usr/bin/env bash
# Usage: scripts/size.sh [OPTION...] [--help]      (npm run size -- OPTION...)
# Summary: Calculate how many machines, how much disk and how much money the scaled lab takes.
#
# --requests N       per second: 1000, 100k/s, 10M/s (default 1k/s)
# --spans N          of each request, over all services that it passes (default: as the lab's own)
# --lines N          log lines of each request (default: as the lab's own)
# --series N         active series in all (default: as many for each process of an app as in the lab)
# --span-bytes N     of a span on its way (default: as in the lab)
# --keep SHARE       what tail sampling keeps of the spans, 0.1 or 10%; the table then has both
# --retention LIST   in days (default traces=2,logs=7,metrics=31)
# --zones N          that all parts are spread over (default 3)
# --compression N    how many times smaller everything is on its way (default 1, as in the lab)
# --out SHARE        what also leaves the region, such as a copy in another one (default 0)
# --prices FILE      instead of scale/size/prices.json
# --json             everything as JSON
# --page             bring the tables of docs/sizes.md up to date instead
#
# The model, what it assumes, and how far to trust it: docs/sizes.md. No lab has to run.
# Exit status: 0 done, 2 wrong arguments.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
run_typescript scale/size/main.ts "$@"
