# compose: the Compose plugin of the docker command, compiled from its Go module.
# shellcheck disable=SC2034,SC2154  # build-compose.sh reads these
module=github.com/docker/compose/v5
version=v5.5.1
packages=("$module/cmd")
ldflags="-X $module/internal.Version=$version"
