#!/usr/bin/env bash
# Usage: scripts/traffic.sh [OPTION...] [--help]      (npm run traffic -- OPTION...)
# Summary: Send requests to the task API at a steady rate, as the page would, and count the answers.
#
# --rate N        requests a second (default: 5)
# --duration T    how long, such as 30s, 10m or 2h (default: 30s)
# --mix MIX       shares by kind (default: success:90,slow:5,error:5). success creates, lists,
#                 reads, changes and deletes tasks; slow waits 0.8 s, past the objective of 500 ms;
#                 error fails on purpose
# --seed N        the same number gives the same requests in the same order (default: 1)
# --url URL       where the API is (default: the page of this lab)
# --i-own-this-host   required for any other host than this machine
# --json          the result as JSON on stdout; everything else goes to stderr
#
# A slow answer does not delay the next requests. The tasks it created are deleted at the end, also
# after Ctrl-C. Its requests have the user agent otel-lab-traffic.
# Exit status: 0 all were answered as their kind should be, at 90 % or more of the rate, 1 not,
# 2 nothing could be sent.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
run_typescript evidence/traffic.ts "$@"
