# prometheus: prometheus and promtool, compiled from their Go module.
# shellcheck disable=SC2034,SC2154  # build.sh reads and sets these
image=$PROMETHEUS_IMAGE
module=github.com/prometheus/prometheus
version=v0.315.0
packages=("$module/cmd/prometheus" "$module/cmd/promtool")
module_files=(documentation/examples/prometheus.yml LICENSE NOTICE)
# Static and file targets stay; discovery of clouds would double the build's time.
tags=remove_all_sd
stamp=github.com/prometheus/common/version
ldflags="-X $stamp.Version=3.15.0 -X $stamp.Branch=otel-lab -X $stamp.Revision=$version"

describe() { echo "Prometheus 3.15.0 built from its Go module, without its web page"; }

ingredients() { key_on_busybox; }
fill_context() { fill_on_busybox "$1"; }
