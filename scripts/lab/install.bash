# install.bash -- commands that a script needs: found, installed, or named with the command that
# brings them. Sourced by the scripts that install anything.

# As root on Debian or Ubuntu, unless forbidden: nothing is installed otherwise.
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
