#!/usr/bin/env bash
# Usage: images/build-compose.sh [--help]
# Summary: Build the Compose plugin from its Go module, for a docker that lacks it.
#
# It goes to ${DOCKER_CONFIG:-~/.docker}/cli-plugins, for this user only. The
# program is kept in ${XDG_CACHE_HOME:-~/.cache}/otel-lab and not built again.
set -euo pipefail

images=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in progress cache host-tools go-command programs; do
  # shellcheck source=/dev/null  # the files beside this one, each checked by itself
  source "$images/$part.bash"
done

# programs.bash reads both.
name=compose folder=$images/compose
# shellcheck source=compose/recipe.bash
source "$folder/recipe.bash"

if [[ ${1:-} == --help ]]; then
  print_header
  exit
fi

start=$SECONDS
plugins=${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins
step "$name: Compose $version, built from its Go module"
make_program
mkdir -p "$plugins"
# Renamed into place: a docker command that runs meanwhile sees the old or the new, never a half.
cp "$(program_folder)/cmd" "$plugins/docker-compose.new"
mv "$plugins/docker-compose.new" "$plugins/docker-compose"
say "$name took $((SECONDS - start)) s; installed in $plugins"
