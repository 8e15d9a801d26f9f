#!/usr/bin/env bash
# Usage: scripts/traffic.sh [OPTION...] [--help]      (npm run traffic -- OPTION...)
# Summary: Send the task API requests at a steady rate, as its page would, and say how it answered.
#
# --rate N        requests a second (default: 5)
# --duration T    how long, such as 30s, 10m or 2h (default: 30s)
# --mix MIX       shares by kind (default: success:90,slow:5,error:5). success creates, lists,
#                 reads, changes and deletes tasks; slow waits 0.8 s, past the objective of 500 ms;
#                 error fails on purpose
# --seed N        the same number makes the same requests in the same order (default: 1)
# --url URL       where the API is (default: the page of this lab)
# --i-own-this-host   needed for any host but this machine
# --json          the result as JSON on stdout; everything else goes to stderr
#
# A slow answer does not hold the next requests back. The tasks it made are deleted at the end,
# also after Ctrl-C. Its requests carry the user agent otel-lab-traffic.
# Exit status: 0 all were answered as their kind should be, at the rate asked for (90 % of it
# counts), 1 not, 2 nothing could be sent.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
run_typescript evidence/traffic.ts "$@"
