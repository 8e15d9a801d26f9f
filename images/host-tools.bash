# host-tools.bash -- commands that this machine needs for building stand-ins.

# need COMMAND PACKAGE: goes on when COMMAND is here, installs Debian's PACKAGE
# when we may, else says which command does it.
need() {
  local command=$1 package=$2 log
  if command -v "$command" > /dev/null; then return; fi
  if (( EUID != 0 )) || ! command -v apt-get > /dev/null; then
    fail "$command is missing; on Debian or Ubuntu: sudo apt-get install $package"
  fi
  say "$command is missing: installing Debian's package $package"
  log=$(mktemp)
  apt_install "$package" 2>&1 | show_progress "$log" \
    || fail "apt-get could not install $package; its output is in $log"
  rm -f "$log"
}

apt_install() {
  apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$1"
}
