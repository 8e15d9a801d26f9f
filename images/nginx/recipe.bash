# nginx: Debian trixie with Debian's nginx, laid out like nginx-unprivileged.
# shellcheck disable=SC2034,SC2154  # build.sh reads and sets these
image=$NGINX_IMAGE
debian=(minbase trixie "busybox,ca-certificates,gettext-base,nginx")

describe() { echo "nginx 1.26 of Debian trixie, without root"; }

ingredients() {
  rootfs_key "${debian[@]}"
  sha256sum < "$(ca_bundle)"
}

fill_context() {
  make_rootfs "${debian[@]}"
  cp "$(rootfs_folder "${debian[@]}")/rootfs.tar" "$1"
  cp "$(ca_bundle)" "$1/ca-certificates.crt"
}
