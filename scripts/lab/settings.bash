# The settings of .env. A variable of the shell overrides it, as in Compose.

# read_settings FILE: keeps what is set already.
read_settings() {
  local name value
  while IFS='=' read -r name value; do
    case $name in '' | '#'*) continue ;; esac
    if [[ -z ${!name+set} ]]; then export "$name=$value"; fi
  done < "$1"
}
export COMPOSE_PROJECT_NAME=${COMPOSE_PROJECT_NAME:-otel-lab}
# What `npm start` was told, so that the commands after it need not be told again.
readonly MODE_FILE=$root/.lab/$COMPOSE_PROJECT_NAME.env
if [[ -e $MODE_FILE ]]; then read_settings "$MODE_FILE"; fi
read_settings "$root/.env"

# What the lab can be told to be, each by LAB_NAME=true and files of its own: compose.NAME.yml, compose.NAME-*.yml.
readonly MODES='hardened scale sampling'
variable_of() { echo "LAB_$(tr '[:lower:]' '[:upper:]' <<< "$1")"; }
is_mode() {
  local name
  name=$(variable_of "$1")
  [[ ${!name:-false} == true ]]
}
is_hardened() { is_mode hardened; }
# is_plain: is it no mode at all?
is_plain() {
  local mode
  for mode in $MODES; do if is_mode "$mode"; then return 1; fi; done
}
# scheme_in_use: of the addresses that people open.
scheme_in_use() { if is_hardened; then echo https; else echo http; fi; }
# files_of MODE: prints them, in their order.
files_of() {
  local file
  # In the scaled lab it is the workers that keep a part.
  if [[ $1 == sampling ]] && is_mode scale; then
    echo compose.sampled-workers.yml
    return
  fi
  for file in "$root/compose.$1".yml "$root/compose.$1"-*.yml; do
    if [[ -e $file ]]; then echo "${file##*/}"; fi
  done
}
for mode in $MODES; do
  if ! is_mode "$mode"; then continue; fi
  while read -r file; do
    if [[ :${COMPOSE_FILE:-}: == *":$file:"* ]]; then continue; fi
    export COMPOSE_FILE=${COMPOSE_FILE:-docker-compose.yml}:$file
  done < <(files_of "$mode")
done
unset file

# Each check starts a program, in each of 25 containers: every second that is half a core.
if is_mode scale; then export HEALTHCHECK_INTERVAL=${HEALTHCHECK_INTERVAL:-5s}; fi

# settings_named SUFFIX: prints the names in .env with this suffix, in order.
settings_named() { sed -n "s/^\\([A-Z_]*$1\\)=.*/\\1/p" "$root/.env"; }

# has_profile NAME: is it in COMPOSE_PROFILES?
has_profile() { [[ ,${COMPOSE_PROFILES:-}, == *",$1,"* || ,${COMPOSE_PROFILES:-}, == *',*,'* ]]; }

# settings_in_use SUFFIX: the same, without those of services that are not started.
settings_in_use() {
  local unused=none
  if ! has_profile alerting; then unused=ALERTMANAGER; fi
  if ! is_mode scale; then unused="$unused|KAFKA|VERSITYGW|THANOS"; fi
  settings_named "$1" | grep -v -E "^($unused)_"
}

# 0.0.0.0 is an address to listen on, not to connect to.
host=$BIND_ADDRESS
if [[ $host == 0.0.0.0 ]]; then host=127.0.0.1; fi
# Release tarballs for stand-ins (images/README.md).
export LAB_OFFLINE_DIR
LAB_OFFLINE_DIR=$(from_caller "${LAB_OFFLINE_DIR:-$root/offline}")
# Results of long builds and downloads, shared by all clones of this user.
export LAB_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/otel-lab
# Certificates, tokens and passwords of the hardened lab.
export LAB_SECRETS_DIR
LAB_SECRETS_DIR=$(from_caller "${LAB_SECRETS_DIR:-$root/.secrets}")
