# actionlint: checks GitHub's workflow files; compiled from its Go module.
# shellcheck disable=SC2034,SC2154  # build-actionlint.sh reads these
module=github.com/rhysd/actionlint
version=v1.7.12
packages=("$module/cmd/actionlint")
ldflags="-X $module.version=${version#v}"
