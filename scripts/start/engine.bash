# Finds or installs a container engine, Compose and two small tools, or prints how to install them.

# By systemd, or the init script, or as a plain process.
start_engine() {
  say 'starting the container engine'
  if [[ -d /run/systemd/system ]]; then
    systemctl start docker
  elif ! service docker start > /dev/null 2>&1 || ! poll_until 20 engine_answers; then
    nohup dockerd > /var/log/dockerd.log 2>&1 &
  fi
  poll_until 60 engine_answers || fail 'the engine was started, but does not answer after 60 s; see /var/log/docker*.log'
}

ensure_engine() {
  local reason
  reason=$(docker version 2>&1 > /dev/null) && return
  if [[ $reason == *'permission denied'* ]]; then
    fail "you may not use the container engine. Join its group, then log in again: sudo usermod -aG docker $(id -un)"
  fi
  # Either it is stopped, or it runs in a virtual machine, which is not ours to start.
  if ! may_install; then
    fail 'no container engine answers. Start it (Docker Desktop, or: sudo systemctl start docker), or get one: https://docs.docker.com/engine/install/ (Debian: sudo apt-get install docker.io)'
  fi
  command -v dockerd > /dev/null || install_debian docker.io iptables
  start_engine
}

ensure_compose() {
  if docker compose version > /dev/null 2>&1; then return; fi
  say 'docker compose is missing; building it from its Go module'
  "$root/images/build-compose.sh"
  docker compose version > /dev/null || fail 'docker compose was built, but docker does not find it; see: docker info'
}

ensure_tools() {
  ensure_tool curl
  ensure_tool jq
  ensure_engine
  ensure_compose
  say "engine $(docker version --format '{{.Server.Version}}'), Compose $(docker compose version --short)"
}
