# busybox: Debian's static busybox, for image builds that need a shell in a scratch image.
# shellcheck disable=SC2034,SC2154  # build.sh reads and sets these
image=$BUSYBOX_IMAGE

describe() { echo "busybox 1.37 of Debian trixie (busybox-static)"; }

ingredients() { rootfs_key "${busybox_package[@]}"; }

fill_context() { copy_busybox "$1"; }
