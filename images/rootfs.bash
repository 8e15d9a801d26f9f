# rootfs.bash -- small Debian root file systems, the ground that stand-ins with a shell stand on.
# Sourced by build.sh; kept by cache.bash, so each is made once per user.

# What goes into each: documentation and translations stay out, licences stay in.
# Devices stay out too: the engine brings its own, and a rootless one cannot make any.
rootfs_options=(
  --skip=output/dev
  --dpkgopt='path-exclude=/usr/share/doc/*'
  --dpkgopt='path-include=/usr/share/doc/*/copyright'
  --dpkgopt='path-exclude=/usr/share/man/*'
  --dpkgopt='path-exclude=/usr/share/locale/*'
)

# rootfs_key VARIANT SUITE PACKAGES (comma-separated list)
rootfs_key() { printf '%s\n' "$@" "${rootfs_options[@]}" "$(uname -m)" | key; }

rootfs_folder() { echo "$cache/rootfs/$2-$(rootfs_key "$@")"; }

# make_rootfs VARIANT SUITE PACKAGES: afterwards rootfs.tar is in rootfs_folder.
# One way for root and for others: mmdebstrap picks user namespaces where it is
# not root, for which it needs newuidmap.
make_rootfs() {
  need mmdebstrap mmdebstrap
  if (( EUID != 0 )); then need newuidmap uidmap; fi
  keep "$(rootfs_folder "$@")" unpack_debian "$@"
}

unpack_debian() {
  local variant=$1 suite=$2 packages=$3 folder=$4 log
  log=$cache/rootfs/$suite.log
  say "fetching Debian $suite ($variant: $packages)"
  mmdebstrap "${rootfs_options[@]}" --variant="$variant" --include="$packages" \
    "$suite" "$folder/rootfs.tar" 2>&1 | show_progress "$log" \
    || fail "Debian $suite with $packages could not be unpacked; look into $log," \
      "and whether this answers: apt-get update"
}

# busybox alone, only unpacked: the static program that images without a shell get.
busybox_packages=(extract trixie busybox-static)

# copy_busybox FOLDER
copy_busybox() {
  make_rootfs "${busybox_packages[@]}"
  tar --extract --file "$(rootfs_folder "${busybox_packages[@]}")/rootfs.tar" \
    --directory "$1" --strip-components=3 ./usr/bin/busybox
}
