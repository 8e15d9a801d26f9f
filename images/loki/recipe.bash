# loki: compiled from its Go module; its default configuration comes from there too.
# shellcheck disable=SC2034,SC2154  # build.sh reads and sets these
image=$LOKI_IMAGE
module=github.com/grafana/loki/v3
version=v3.7.8
packages=("$module/cmd/loki")
module_files=(cmd/loki/loki-docker-config.yaml)
stamp=$module/pkg/util/build
ldflags="-X $stamp.Version=${version#v} -X $stamp.Branch=otel-lab -X $stamp.Revision=$version"

describe() { echo "Loki ${version#v} built from its Go module"; }

ingredients() {
  program_key
  sha256sum < "$(ca_bundle)"
}

fill_context() {
  make_program
  cp "$(program_folder)"/* "$1"
  cp "$(ca_bundle)" "$1/ca-certificates.crt"
  owned_folders "$1/folders.tar" 10001 loki loki/rules loki/rules-temp
}
