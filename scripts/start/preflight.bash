# Checks for problems that would make the start fail later and less clearly.

# What the lab uses with images and a day of telemetry, rounded up.
readonly NEEDED_DISK_MB=${LAB_NEEDED_DISK_MB:-3000}
# Three brokers of Kafka have 400 MB each.
if is_mode scale; then usual_memory=3000; else usual_memory=1500; fi
readonly NEEDED_MEMORY_MB=${LAB_NEEDED_MEMORY_MB:-$usual_memory}

is_listening() { (exec 3<> "/dev/tcp/$host/$1") 2> /dev/null; }

# Ports that this lab's containers have already published. `docker ps` would merge adjacent ports
# into ranges.
own_ports() {
  local containers
  containers=$(of_project ps --quiet)
  [[ -n $containers ]] || return 0
  # shellcheck disable=SC2086  # a list of ids
  docker inspect --format '{{range .NetworkSettings.Ports}}{{range .}}{{println .HostPort}}{{end}}{{end}}' $containers
}

# who_listens PORT: prints the container or the process, as far as it is visible to us.
who_listens() {
  local name
  name=$(docker ps --filter "publish=$1" --format 'container {{.Names}}')
  if [[ -z $name ]] && command -v ss > /dev/null; then
    name=$(ss -Hltnp "sport = :$1" | sed -n 's/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/\1 (process \2)/p')
  fi
  name=${name%%$'\n'*}    # the first is enough
  printf '%s\n' "${name:-another program}"
}

# Names every taken port, not only the first.
check_ports() {
  local own variable port taken=0
  own=$(own_ports)
  for variable in $(settings_in_use _PORT); do
    port=${!variable}
    if [[ $'\n'$own$'\n' == *$'\n'$port$'\n'* ]]; then continue; fi
    if is_listening "$port"; then
      complain "port $port is taken by $(who_listens "$port"). Stop it, or choose another: $variable=$((port + 10000)) npm start"
      taken=1
    fi
  done
  [[ $taken == 0 ]] || exit 1
}

check_disk() {
  local folder free
  folder=$(docker info --format '{{.DockerRootDir}}')
  # An engine in a virtual machine has a folder that we cannot see: then the current one.
  [[ -d $folder ]] || folder=.
  free=$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')
  (( free >= NEEDED_DISK_MB )) || fail "only $free MB are free in $folder, $NEEDED_DISK_MB are needed. Make room, for instance: docker system prune"
}

check_memory() {
  local megabytes
  if [[ -r /proc/meminfo ]]; then
    megabytes=$(awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo)
  else
    megabytes=$(($(docker info --format '{{.MemTotal}}') / 1048576))
  fi
  (( megabytes >= NEEDED_MEMORY_MB )) || fail "only $megabytes MB of memory are free, $NEEDED_MEMORY_MB are needed. Stop other programs, or give the engine more"
}

# Services run as other users, who cannot read a clone made under umask 077.
check_readable() {
  local closed
  closed=$(find otel-collector tempo loki prometheus alertmanager alert-receiver/src stores evidence/canary evidence/trace-context.ts .env \
    grafana/provisioning grafana/dashboards grafana/hardened frontend/hardened.conf \
    \( -type d ! -perm -o=rx -o -type f ! -perm -o=r \) -print -quit)
  [[ -z $closed ]] || fail "the containers cannot read $closed. Open it: chmod -R o+rX $root"
}

# Else a misspelt target, or a secret that is not there, would show only when nobody is told.
check_alert_target() {
  case ${ALERT_TARGET:-lab} in
    lab | stand-in) ;;
    slack | pagerduty) [[ -s ${ALERT_SECRET_FILE:-} ]] || fail "ALERT_TARGET=$ALERT_TARGET needs ALERT_SECRET_FILE: a file with the webhook's address, or the integration key" ;;
    *) fail "ALERT_TARGET=$ALERT_TARGET is none of: lab, slack, pagerduty, stand-in" ;;
  esac
}

# The collector would end at its start, with words about YAML.
check_sampling() {
  if [[ ! ${SAMPLING_PERCENT:-10} =~ ^(100|[0-9]{1,2}(\.[0-9]+)?)$ ]]; then
    fail "SAMPLING_PERCENT=$SAMPLING_PERCENT is not a number from 0 to 100"
  fi
  # It is inserted into a condition in quotes.
  if [[ ${SAMPLING_KEEP:-} == *[\"\\\$]* ]]; then fail "SAMPLING_KEEP=$SAMPLING_KEEP: a service or a route has no quotes, dollars or backslashes"; fi
}

preflight() {
  if is_hardened && has_profile alerting; then fail 'the hardened lab has no alerting yet: leave COMPOSE_PROFILES out'; fi
  if is_mode scale && is_hardened; then fail 'the scaled lab is not hardened yet: LAB_HARDENED=false npm start'; fi
  check_alert_target
  check_sampling
  check_readable
  check_ports
  check_disk
  check_memory
}
