# weaver: a release tarball in LAB_OFFLINE_DIR; there is no other package of it.
# shellcheck disable=SC2034,SC2154  # build.sh reads and sets these
image=$WEAVER_IMAGE
debian=(minbase bookworm ca-certificates)
tarball=$(newest_tarball "weaver-$(uname -m)-unknown-linux-*.tar.*")

available() {
  if [[ -n $tarball ]]; then return; fi
  say "skipped: no $image, and no weaver-$(uname -m)-unknown-linux-*.tar.* in $LAB_OFFLINE_DIR"
  return 1
}

describe() { echo "Weaver from $(basename "$tarball"), on Debian bookworm"; }

ingredients() {
  rootfs_key "${debian[@]}"
  sha256sum < "$tarball"
}

fill_context() {
  ensure_tool xz xz-utils
  make_rootfs "${debian[@]}"
  cp "$(rootfs_folder "${debian[@]}")/rootfs.tar" "$1"
  tar --extract --file "$tarball" --directory "$1" --strip-components=1 --wildcards '*/weaver'
}
