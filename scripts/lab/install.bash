# Finds or installs the commands that a script needs, or prints how to install them.

# Installs only as root on Debian or Ubuntu, and unless forbidden.
may_install() {
  [[ $(id -u) == 0 && ${LAB_INSTALL_ENGINE:-yes} != no ]] && command -v apt-get > /dev/null
}

apt_install() {
  apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
}

install_debian() {
  say "installing Debian's $*"
  quietly "apt-get could not install $*" apt_install "$@"
}

# bring WHAT PACKAGE: what is missing, from Debian's PACKAGE.
bring() {
  may_install || fail "$1 is missing. Install it, on Debian or Ubuntu: sudo apt-get install $2"
  install_debian "$2"
}

# ensure_tool COMMAND [PACKAGE]: PACKAGE of Debian, where it has another name.
ensure_tool() { command -v "$1" > /dev/null || bring "$1" "${2:-$1}"; }
