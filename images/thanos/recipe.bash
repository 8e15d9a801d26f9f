# thanos: compiled from its Go module.
# shellcheck disable=SC2034,SC2154  # build.sh reads and sets these
image=$THANOS_IMAGE
module=github.com/thanos-io/thanos
version=v0.42.4
packages=("$module/cmd/thanos")
module_files=(LICENSE)
# Thanos looks into Prometheus' labels, which have another form without it, and panics.
tags=slicelabels
stamp=github.com/prometheus/common/version
ldflags="-X $stamp.Version=${version#v} -X $stamp.Branch=otel-lab -X $stamp.Revision=$version"
# Without them the newest of some modules would be taken, which do not go together.
seed_sums=yes

describe() { echo "Thanos ${version#v} built from its Go module"; }

ingredients() { key_on_busybox; }
fill_context() { fill_on_busybox "$1"; }
