#!/usr/bin/env bash
# Usage: images/build-compose.sh [--help]
# Summary: Build the Compose plugin from its Go module, for a docker that lacks it.
#
# It goes to ${DOCKER_CONFIG:-~/.docker}/cli-plugins, for this user only. What was
# compiled is kept in ${XDG_CACHE_HOME:-~/.cache}/otel-lab and not compiled again.

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
# Renamed into place: a docker command that runs meanwhile never meets half a plugin.
cp "$(program_folder)/cmd" "$plugins/docker-compose.new"
mv "$plugins/docker-compose.new" "$plugins/docker-compose"
say "$name took $((SECONDS - start)) s; installed in $plugins"
