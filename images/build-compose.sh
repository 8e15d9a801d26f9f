#!/usr/bin/env bash
# Usage: images/build-compose.sh [--help]
# Summary: Build the Compose plugin from its Go module, for a docker that lacks it.
#
# Installs it in ${DOCKER_CONFIG:-~/.docker}/cli-plugins, for this user only. Compiled once
# and kept in ${XDG_CACHE_HOME:-~/.cache}/otel-lab.

# shellcheck source-path=SCRIPTDIR
set -euo pipefail

images=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

source "$images/../scripts/lab/lab.bash"
source "$scripts/lab/install.bash"
source "$images/cache.bash"
source "$images/go-command.bash"
source "$images/programs.bash"
# shellcheck disable=SC2034  # programs.bash reads these
name=compose folder=$images/compose
source "$images/compose/recipe.bash"

takes_no_arguments "$@"
plugins=${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins
start=$SECONDS
step "$name: Compose $version from its Go module"
make_program
mkdir -p "$plugins"
# Renamed into place, so that a docker command never finds an incomplete plugin.
cp "$(program_folder)/cmd" "$plugins/docker-compose.new"
mv "$plugins/docker-compose.new" "$plugins/docker-compose"
say "$name took $((SECONDS - start)) s; installed in $plugins"
