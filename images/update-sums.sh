#!/usr/bin/env bash
# Usage: images/update-sums.sh [--help] [--check] [NAME...]
# Summary: Regenerate the generated files of images/; with --check only compare them.
#
# Run it after changing a version in a recipe.bash, in otel-collector/manifest.yaml or
# in node/package.json. It generates go.mod and go.sum of each Go program, the
# Collector's sources, the lock file of Node.js and the checksums of Kafka's jars. Without NAME, all of them.
# --check writes nothing; it exits with 1 and names what is not current.

# shellcheck source-path=SCRIPTDIR
set -euo pipefail

images=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

source "$images/../scripts/lab/lab.bash"
source "$scripts/lab/install.bash"
source "$images/cache.bash"
source "$images/go-command.bash"
source "$images/programs.bash"
source "$images/tarballs.bash"
source "$images/generate.bash"

names=(compose otel-collector prometheus alertmanager loki tempo toxiproxy versitygw thanos node kafka)

# Recipes need references and tarballs, but the generated files depend on neither.
export COLLECTOR_IMAGE='' KAFKA_IMAGE='' VERSITYGW_IMAGE='' PROMETHEUS_IMAGE='' THANOS_IMAGE='' ALERTMANAGER_IMAGE='' LOKI_IMAGE='' TEMPO_IMAGE='' \
  NODE_IMAGE='' LAB_OFFLINE_DIR=''

# update NAME: runs in a subshell, so that recipes do not affect each other.
update() {
  local file out=$scratch/$1 stale=0
  name=$1 folder=$images/$1
  step "$name"
  mkdir "$out"
  if [[ -f $folder/go.mod ]]; then need_go; fi
  # shellcheck source=/dev/null  # one recipe per name, chosen here
  source "$folder/recipe.bash"
  case $name in
    node) generate_npm_lock "$out" ;;
    kafka) generate_jar_sums "$out" ;;
    otel-collector) generate_collector "$out" ;;
    *) generate_go_module "$out" ;;
  esac
  for file in "$out"/*; do
    if cmp --silent "$file" "$folder/${file##*/}"; then continue; fi
    if [[ $check == yes ]]; then
      complain "images/$name/${file##*/} is not current; run: images/update-sums.sh $name"
      stale=1
    else
      cp "$file" "$folder/"
      say "wrote images/$name/${file##*/}"
    fi
  done
  return "$stale"
}

check=no
help_if_asked "$@"
if [[ ${1:-} == --check ]]; then check=yes; shift; fi
if (( $# == 0 )); then set -- "${names[@]}"; fi

ensure_tool jq
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
for next in "$@"; do
  # Not in an `if` or before a `||`: there bash ignores errexit in everything called.
  set +e
  (set -e; update "$next")
  failed=$((failed | $?))
  set -e
done
exit "$failed"
