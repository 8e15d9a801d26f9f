#!/usr/bin/env bash
# Usage: scripts/help.sh [--help]      (npm run help)
# Summary: Every command of the lab, with what it does in a line.
#
# The lines are those of the files' own headers; each command tells more with --help.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

takes_no_arguments "$@"
for script in scripts/*.sh images/*.sh; do
  printf '%-30s %s\n' "$script" "$(sed -n 's/^# Summary: //p' "$script")"
done
printf '\n%s\n' 'Each tells more with --help. README.md names the npm commands.'
