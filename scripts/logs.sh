#!/usr/bin/env bash
# Usage: scripts/logs.sh [--output FILE.tar.gz] [--timeout T] [--json] [--help]      (npm run logs)
# Summary: Collect all containers' logs and state, and the configuration, in one archive to share.
#
# --output FILE   default: reports/logs-PROJECT-TIME.tar.gz
# --timeout T     how long the container engine may take for one answer (default: 30s)
# --json          the manifest as JSON on stdout; everything else goes to stderr
#
# Secrets are masked: the values of variables with names such as KEY, TOKEN or PASSWORD, wherever
# they appear, and the values after such a name in any file. The app never logs what people type.
# Collects what it can, also from dead containers. A manifest in the archive lists what is missing.
# Exit status: 0 the archive is complete, 1 something is missing, 2 the container engine does not
# answer (the archive then has only configuration and reports) or nothing could be written.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"
source "$scripts/logs/collect.bash"

help_if_asked "$@"
timeout=30s json=no name=logs-$COMPOSE_PROJECT_NAME-$(date -u +%Y%m%dT%H%M%SZ)
output=$root/reports/$name.tar.gz
while [[ $# -gt 0 ]]; do
  case $1 in
    --output) needs_value "$@"; output=$(from_caller "$2"); shift ;;
    --timeout) needs_value "$@"; timeout=$2; shift ;;
    --json) json=yes; only_json ;;
    *) wrong_call "unknown argument: $1" ;;
  esac
  shift
done
case $output in *.tar.gz | *.tgz) ;; *) wrong_call "--output is a file that ends in .tar.gz, not: $output" ;; esac
patience=$(seconds_of --timeout "$timeout")

make_work_folder
umask 077
raw=$work/raw
mkdir "$raw" "$work/$name"
: > "$work/missing"
status=0
step "collecting the logs of $COMPOSE_PROJECT_NAME"
if within "$patience" docker version > /dev/null 2>&1; then
  collect_engine
  collect_containers
else
  missing 'the container engine does not answer: no logs and no states'
  status=2
fi
collect_files
# Copies everything with its secrets masked, and adds the manifest.
(run_typescript evidence/mask-logs.ts "$raw" "$work/$name" "$work/missing") || cannot_tell 'nothing was written'
{ mkdir -p "$(dirname "$output")" && tar -czf "$output.$$" -C "$work" "$name" && mv "$output.$$" "$output"; } \
  || cannot_tell "$output cannot be written"
if [[ $json == yes ]]; then cat "$work/$name/manifest.json" >&9; fi
step "written: $output"
if [[ $status == 0 && -s $work/missing ]]; then status=1; fi
exit "$status"
