# Release tarballs in LAB_OFFLINE_DIR.
# Sourced by build.sh; used by the recipes of Tempo and Grafana.

# newest_tarball PATTERN: prints the file with the highest version; nothing when there is none.
newest_tarball() {
  if [[ ! -d $LAB_OFFLINE_DIR ]]; then return; fi
  find "$LAB_OFFLINE_DIR" -maxdepth 1 -type f -name "$1" | sort --version-sort | tail -n 1
}

# The architecture as release tarballs and Debian name it.
architecture() {
  case $(uname -m) in
    x86_64) echo amd64 ;;
    aarch64) echo arm64 ;;
    *) uname -m ;;
  esac
}
