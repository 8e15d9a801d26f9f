# alertmanager: alertmanager and amtool, compiled from their Go module.
# shellcheck disable=SC2034,SC2154  # build.sh reads and sets these
image=$ALERTMANAGER_IMAGE
module=github.com/prometheus/alertmanager
# The newest whose module holds the web page ready made.
version=v0.31.1
packages=("$module/cmd/alertmanager" "$module/cmd/amtool")
module_files=(examples/ha/alertmanager.yml LICENSE NOTICE)
stamp=github.com/prometheus/common/version
ldflags="-X $stamp.Version=${version#v} -X $stamp.Branch=otel-lab -X $stamp.Revision=$version"

describe() { echo "Alertmanager ${version#v} built from its Go module"; }

ingredients() { key_on_busybox; }
fill_context() { fill_on_busybox "$1"; }
