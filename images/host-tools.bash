# host-tools.bash -- commands that building stand-ins needs on this machine.
# Sourced by cache users; `fail` and `say` come from progress.bash.

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
  {
    apt-get update --quiet
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$package"
  } > "$log" 2>&1 || fail "apt-get could not install $package; its output: $log"
  rm -f "$log"
}
