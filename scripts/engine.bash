# engine.bash -- a container engine, Compose and two small tools: found, or installed, or the
# command that brings them. Used by up.sh.

# As root on Debian or Ubuntu, unless forbidden: nothing is installed or started otherwise.
may_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null && [ "${LAB_INSTALL_ENGINE:-yes}" != no ]
}

# install_debian PACKAGE...: quiet; on failure the output is shown.
install_debian() {
  local log
  log=$(mktemp)
  say "installing Debian's $*"
  if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"; } > "$log" 2>&1; then
    tail -n 20 "$log" >&2
    fail "apt-get could not install $*; its last lines are above, all of it is in $log"
  fi
  rm -f "$log"
}

# ensure_tool COMMAND: curl and jq carry the same name as their packages.
ensure_tool() {
  command -v "$1" > /dev/null && return
  may_install || fail "$1 is missing. Install it, on Debian or Ubuntu: sudo apt-get install $1"
  install_debian "$1"
}

engine_answers() { docker version > /dev/null 2>&1; }

# By systemd, else by the init script, else as a plain process of its own.
start_engine() {
  say 'starting the container engine'
  if [ -d /run/systemd/system ]; then
    systemctl start docker
  elif ! service docker start > /dev/null 2>&1 || ! poll_until 20 engine_answers; then
    nohup dockerd > /var/log/dockerd.log 2>&1 &
  fi
  poll_until 60 engine_answers || fail 'the engine was started, but does not answer after 60 s; see /var/log/docker*.log'
}

ensure_engine() {
  local reason
  reason=$(docker version 2>&1 > /dev/null) && return
  case $reason in *'permission denied'*)
    fail "you may not use the container engine. Join its group, then log in again: sudo usermod -aG docker $(id -un)" ;;
  esac
  # An engine that is installed but stopped, or one in a virtual machine, which is not ours to start.
  if ! may_install; then
    fail 'no container engine answers. Start it (Docker Desktop, or: sudo systemctl start docker), or get one: https://docs.docker.com/engine/install/ (Debian: sudo apt-get install docker.io)'
  fi
  command -v dockerd > /dev/null || install_debian docker.io iptables
  start_engine
}

ensure_compose() {
  docker compose version > /dev/null 2>&1 && return
  say 'docker compose is missing; building it from its Go module'
  "$root/images/build-compose.sh"
  docker compose version > /dev/null || fail 'docker compose was built, but docker does not find it; see: docker info'
}
