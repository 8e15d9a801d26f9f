# toxiproxy: compiled from its Go module. Only npm run test:faults needs it.
# shellcheck disable=SC2034,SC2154  # build.sh reads and sets these
image=${TOXIPROXY_IMAGE:-ghcr.io/shopify/toxiproxy:2.5.0}
module=github.com/Shopify/toxiproxy/v2
version=v2.5.0
packages=("$module/cmd/server")
module_files=(LICENSE)
ldflags="-X $module.Version=${version#v}"

describe() { echo "Toxiproxy ${version#v} built from its Go module"; }

ingredients() { program_key; }

fill_context() {
  make_program
  cp "$(program_folder)"/* "$1"
}
