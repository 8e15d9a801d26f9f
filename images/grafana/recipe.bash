# grafana: only from a release tarball, of any version: its web page is in no package registry.
# shellcheck disable=SC2034,SC2154  # build.sh reads and sets these
image=$GRAFANA_IMAGE
debian=(minbase trixie "bash,busybox,ca-certificates,curl")
tarball=$(newest_tarball "grafana[-_][0-9]*linux[-_]$(architecture).tar.*")
# grafana-11.0.0.linux-amd64.tar.gz; since 12, grafana_13.1.3_BUILD_linux_amd64.tar.gz
if [[ ${tarball##*/} =~ ^grafana[-_]([0-9]+\.[0-9]+\.[0-9]+) ]]; then release=${BASH_REMATCH[1]}; fi

available() {
  if [[ -n $tarball ]]; then return 0; fi
  if docker image inspect "$image" > /dev/null 2>&1; then
    step "grafana: $image is here; no release tarball in $LAB_OFFLINE_DIR to compare it with"
  else
    step "grafana: no release tarball in $LAB_OFFLINE_DIR; the lab starts without it"
  fi
  return 1
}

describe() { echo "Grafana $release from its release tarball"; }

ingredients() {
  rootfs_key "${debian[@]}"
  sha256sum < "$tarball"
  sha256sum < "$(ca_bundle)"
}

# Under `grafana` as it shall lie under /usr/share/grafana.
fill_context() {
  ensure_tool xz xz-utils
  make_rootfs "${debian[@]}"
  cp "$(rootfs_folder "${debian[@]}")/rootfs.tar" "$1"
  mkdir "$1/grafana"
  tar --extract --file "$tarball" --directory "$1/grafana" --strip-components=1 --no-same-owner
  cp "$(ca_bundle)" "$1/ca-certificates.crt"
}
