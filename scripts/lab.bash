# lab.bash -- what every script of the lab needs: where it is, its settings, how it speaks.
# Sourced by scripts/*.sh; needs bash 3.2 or newer, so that it also runs on macOS as it comes.

scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$scripts")
self=$(basename "$0" .sh)
called_from=$PWD
cd "$root" || exit 1

# from_caller PATH: a path that the user gave is meant from where the user stands.
from_caller() {
  case $1 in
    /*) printf '%s\n' "$1" ;;
    *) printf '%s\n' "$called_from/$1" ;;
  esac
}

# A variable of the shell wins over .env, as in Compose.
read_settings() {
  local name value
  while IFS='=' read -r name value; do
    case $name in '' | '#'*) continue ;; esac
    if [ -z "${!name+set}" ]; then export "$name=$value"; fi
  done < "$root/.env"
}
read_settings
# settings_named SUFFIX: the names of .env that end so, in its order.
settings_named() { sed -n "s/^\\([A-Z_]*$1\\)=.*/\\1/p" "$root/.env"; }
# has_profile NAME: is it among those that COMPOSE_PROFILES asks for?
has_profile() { case ",${COMPOSE_PROFILES:-}," in *",$1,"* | *',*,'*) ;; *) return 1 ;; esac; }
# settings_in_use SUFFIX: without those of services that this start leaves out.
settings_in_use() {
  if has_profile alerting; then settings_named "$1"; else settings_named "$1" | grep -v '^ALERTMANAGER_'; fi
}
export COMPOSE_PROJECT_NAME=${COMPOSE_PROJECT_NAME:-otel-lab}

# 0.0.0.0 is an address to listen on, not one to ask.
host=$BIND_ADDRESS
if [ "$host" = 0.0.0.0 ]; then host=127.0.0.1; fi
# shellcheck disable=SC2034  # read by the scripts that source this file
{
  frontend_url=http://$host:$FRONTEND_PORT
  tempo_url=http://$host:$TEMPO_PORT
  prometheus_url=http://$host:$PROMETHEUS_PORT
  loki_url=http://$host:$LOKI_PORT
  alertmanager_url=http://$host:$ALERTMANAGER_PORT
  grafana_url=http://$host:$GRAFANA_PORT
}

step() { printf '==> %s\n' "$*"; }
say() { printf '    %s\n' "$*"; }
complain() { printf '%s: %s\n' "$self" "$*" >&2; }
fail() {
  complain "$@"
  exit 1
}

# For exit status 2: not "no", but "it cannot be told".
cannot_tell() {
  complain "$@"
  exit 2
}

# The script's own header, from "# Usage:" to the first line that is no comment.
print_help() { sed -n '/^# Usage:/,/^[^#]/{/^#/s/^# \{0,1\}//p;}' "$0"; }

wrong_call() {
  complain "$1"
  complain "see: scripts/$self.sh --help"
  exit 2
}

# needs_value "$@": the option in front must be followed by its value.
needs_value() { [ $# -gt 1 ] || wrong_call "$1 needs a value"; }

# seconds_of OPTION DURATION: 90, 90s, 10m or 2h, in seconds.
seconds_of() {
  local number=${2%[smh]}
  case $number in '' | 0* | *[!0-9]* | ???????*) wrong_call "$1 is a time like 30s, 10m or 2h, not: $2" ;; esac
  case $2 in
    *m) number=$((number * 60)) ;;
    *h) number=$((number * 3600)) ;;
  esac
  printf '%s\n' "$number"
}

# With --json, stdout (from now on file descriptor 9) is for the result alone; what the script says goes to stderr.
only_json() { exec 9>&1 1>&2; }

# takes_no_arguments "$@": for scripts that know --help alone.
takes_no_arguments() {
  case ${1:-} in
    '') ;;
    --help) print_help; exit ;;
    *) wrong_call "unknown argument: $1" ;;
  esac
}

# Milliseconds of a clock; whole seconds where neither bash nor date knows better.
now_ms() {
  local time=${EPOCHREALTIME:-$(date +%s.%N)}
  case $time in *N) time=${time%.*}.000 ;; esac
  local fraction=${time#*[.,]}000
  printf '%s\n' "$((${time%[.,]*} * 1000 + 10#${fraction:0:3}))"
}

# as_seconds MILLISECONDS: with two decimals.
as_seconds() { printf '%d.%02d' "$(($1 / 1000))" "$(($1 % 1000 / 10))"; }

# poll_until SECONDS COMMAND...: asks every 250 ms until COMMAND succeeds; 1 when time is up.
poll_until() {
  local deadline=$(($(now_ms) + $1 * 1000))
  shift
  until "$@"; do
    if [ "$(now_ms)" -ge "$deadline" ]; then return 1; fi
    sleep 0.25
  done
}

# make_work_folder: $work, a folder for what a script needs until it ends. However it ends, Ctrl-C
# included, at_exit (if the script has one) is called, background jobs are stopped, the folder goes.
make_work_folder() {
  work=$(mktemp -d)
  trap end_work EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'exit 129' HUP
}

end_work() {
  local status=$? job
  trap '' INT TERM HUP
  if declare -F at_exit > /dev/null; then at_exit || true; fi
  for job in $(jobs -p); do
    # A job that was started with its own process group takes its children along.
    kill -- "-$job" 2> /dev/null || kill "$job" 2> /dev/null || true
  done
  wait 2> /dev/null || true
  rm -rf "$work"
  exit "$status"
}

has_image() { docker image inspect "$1" > /dev/null 2>&1; }

# docker compose for this lab; without Grafana where its image cannot be had.
compose() {
  if has_image "$GRAFANA_IMAGE"; then
    docker compose -f docker-compose.yml "$@"
  else
    docker compose -f docker-compose.yml -f compose.without-grafana.yml "$@"
  fi
}
