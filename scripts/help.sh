#!/usr/bin/env bash
# Usage: scripts/help.sh [--help]      (npm run help)
# Summary: List every command of the lab with a one-line description.
#
# The descriptions come from the scripts' headers; each script prints its whole header with --help.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

takes_no_arguments "$@"
for script in scripts/*.sh images/*.sh; do
  printf '%-30s %s\n' "$script" "$(sed -n 's/^# Summary: //p' "$script")"
done
printf '\n%s\n' 'Each tells more with --help. README.md names the npm commands.'
