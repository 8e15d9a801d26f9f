# settings.bash -- the settings of .env. A variable of the shell wins over it, as in Compose.

read_settings() {
  local name value
  while IFS='=' read -r name value; do
    case $name in '' | '#'*) continue ;; esac
    if [[ -z ${!name+set} ]]; then export "$name=$value"; fi
  done < "$root/.env"
}
read_settings
export COMPOSE_PROJECT_NAME=${COMPOSE_PROJECT_NAME:-otel-lab}

# settings_named SUFFIX: the names of .env that end so, in its order.
settings_named() { sed -n "s/^\\([A-Z_]*$1\\)=.*/\\1/p" "$root/.env"; }

# has_profile NAME: is it among those that COMPOSE_PROFILES asks for?
has_profile() { [[ ,${COMPOSE_PROFILES:-}, == *",$1,"* || ,${COMPOSE_PROFILES:-}, == *',*,'* ]]; }

# settings_in_use SUFFIX: without those of services that this start leaves out.
settings_in_use() {
  if has_profile alerting; then settings_named "$1"; else settings_named "$1" | grep -v '^ALERTMANAGER_'; fi
}

# 0.0.0.0 is an address to listen on, not one to ask.
host=$BIND_ADDRESS
if [[ $host == 0.0.0.0 ]]; then host=127.0.0.1; fi
# Release tarballs for stand-ins (images/README.md).
export LAB_OFFLINE_DIR
LAB_OFFLINE_DIR=$(from_caller "${LAB_OFFLINE_DIR:-$root/offline}")
# What long builds and downloads made, kept for every clone of this user.
export LAB_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/otel-lab
