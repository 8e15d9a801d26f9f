#!/bin/sh
# Before nginx starts, runs what lies in /docker-entrypoint.d, in the order of the names.
# A *.envsh is read into this shell, so that it can set variables; a *.sh is run.
set -e

if [ "$1" = nginx ] || [ "$1" = nginx-debug ]; then
  for script in /docker-entrypoint.d/*; do
    if [ ! -x "$script" ]; then continue; fi
    # shellcheck source=/dev/null  # which ones is known in a container only
    case $script in
      *.envsh) . "$script" ;;
      *.sh) "$script" ;;
    esac
  done
fi
exec "$@"
