# versitygw: an S3 server in front of a folder, compiled from its Go module.
# shellcheck disable=SC2034,SC2154  # build.sh reads and sets these
image=$VERSITYGW_IMAGE
module=github.com/versity/versitygw
version=v1.8.0
packages=("$module/cmd/versitygw")
module_files=(LICENSE NOTICE)
ldflags="-X main.Version=$version"

describe() { echo "versitygw ${version#v} built from its Go module"; }

ingredients() { key_on_busybox; }
fill_context() { fill_on_busybox "$1"; }
