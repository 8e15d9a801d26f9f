#!/bin/sh
# Runs a command as it is; options, and files that are no command, go to node.
set -e

if [ -f "$1" ] && [ ! -x "$1" ]; then
  exec node "$@"
fi
case $1 in
  -*) exec node "$@" ;;
esac
command -v "$1" > /dev/null || exec node "$@"
exec "$@"
