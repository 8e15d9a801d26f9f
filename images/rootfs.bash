# Small Debian root file systems, the base of stand-ins that have a shell.
# Used by the recipes; kept by cache.bash. To fetch Debian's updates, delete the
# folder rootfs in the cache.

# Without documentation and translations, with licences. Without devices: the engine
# provides its own, and a rootless engine cannot create any.
rootfs_options=(
  --skip=output/dev
  --dpkgopt='path-exclude=/usr/share/doc/*'
  --dpkgopt='path-include=/usr/share/doc/*/copyright'
  --dpkgopt='path-exclude=/usr/share/man/*'
  --dpkgopt='path-exclude=/usr/share/locale/*'
)

# All functions take: VARIANT of mmdebstrap, SUITE, PACKAGES (separated by commas).
rootfs_key() { printf '%s\n' "$@" "${rootfs_options[@]}" "$(uname -m)" | key; }

rootfs_folder() { echo "$LAB_CACHE/rootfs/$2-$(rootfs_key "$@")"; }

# Afterwards rootfs.tar is in rootfs_folder. mmdebstrap works for root and for other
# users, who unpack in a user namespace and need newuidmap.
make_rootfs() {
  ensure_tool mmdebstrap
  if (( EUID != 0 )); then ensure_tool newuidmap uidmap; fi
  keep "$(rootfs_folder "$@")" fetch_debian "$@"
}

fetch_debian() {
  local variant=$1 suite=$2 include=$3 out=$4
  say "fetching Debian $suite ($variant: $include)"
  # Java's packages link their manual pages, which are not there, in this folder, and fail without it.
  quietly "Debian $suite with $include could not be fetched (does this answer: apt-get update)" \
    mmdebstrap "${rootfs_options[@]}" --essential-hook="mkdir -p \"\$1/usr/share/man/man1\"" \
    --variant="$variant" --include="$include" "$suite" "$out/rootfs.tar"
}

# Only busybox, unpacked instead of installed: for images without Debian.
busybox_package=(extract trixie busybox-static)

# copy_busybox FOLDER
copy_busybox() {
  make_rootfs "${busybox_package[@]}"
  tar --extract --file "$(rootfs_folder "${busybox_package[@]}")/rootfs.tar" \
    --directory "$1" --strip-components=3 ./usr/bin/busybox
}

# The same for all Go programs that stand on busybox: what decides the content, and FOLDER with all of it.
key_on_busybox() {
  program_key
  rootfs_key "${busybox_package[@]}"
  sha256sum < "$(ca_bundle)"
}

# fill_on_busybox FOLDER
fill_on_busybox() {
  make_program
  copy_busybox "$1"
  cp "$(program_folder)"/* "$1"
  cp "$(ca_bundle)" "$1/ca-certificates.crt"
}
