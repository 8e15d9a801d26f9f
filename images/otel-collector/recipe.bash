# otel-collector: the components of manifest.yaml, compiled from their Go modules.
# shellcheck disable=SC2034,SC2154  # build.sh reads and sets these
image=$COLLECTOR_IMAGE
version=0.155.0
packages=(.)

describe() { echo "OpenTelemetry Collector $version built from its Go modules"; }

ingredients() {
  program_key
  sha256sum < "$(ca_bundle)"
}

fill_context() {
  make_program
  cp "$(program_folder)/otel-collector" "$1/otelcol-contrib"
  cp "$(ca_bundle)" "$1/ca-certificates.crt"
}
