# grafana: only from a release tarball, of any version: its web page is in no package registry.
# shellcheck disable=SC2034,SC2154  # build.sh reads and sets these
image=$GRAFANA_IMAGE
debian=(minbase trixie bash,busybox,ca-certificates,curl)
tarball=$(newest_tarball "grafana[-_][0-9]*linux[-_]$(architecture).tar.*")
release=$(sed 's/^grafana[-_]\([0-9.]*[0-9]\).*/\1/' <<< "${tarball##*/}")

available() {
  if [[ -z $tarball ]]; then
    step "grafana: no release tarball in $offline; the lab starts without it"
    return 1
  fi
}

describe() { echo "Grafana $release from its release tarball"; }

ingredients() {
  rootfs_key "${debian[@]}"
  sha256sum < "$tarball"
  sha256sum < "$(ca_bundle)"
}

# Under `grafana` as it shall lie under /usr/share/grafana.
fill_context() {
  need xz xz-utils
  make_rootfs "${debian[@]}"
  cp "$(rootfs_folder "${debian[@]}")/rootfs.tar" "$1"
  mkdir "$1/grafana"
  tar --extract --file "$tarball" --directory "$1/grafana" --strip-components=1 --no-same-owner
  cp "$(ca_bundle)" "$1/ca-certificates.crt"
}
