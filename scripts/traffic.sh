#!/usr/bin/env bash
# Usage: scripts/traffic.sh [OPTION...] [--help]      (npm run traffic -- OPTION...)
# Summary: Send the task API requests at a steady rate, as its page would, and say how it answered.
#
# --rate N        requests a second (default: 5)
# --duration T    how long, such as 30s, 10m or 2h (default: 30s)
# --mix MIX       shares by kind (default: success:90,slow:5,error:5). success creates, lists,
#                 reads, changes and deletes tasks; slow waits 0.8 s, past the objective of 500 ms;
#                 error fails on purpose
# --seed N        the same number makes the same requests in the same order (default: 1)
# --url URL       where the API is (default: the page of this lab)
# --i-own-this-host   needed for any host but this machine
# --json          the result as JSON on stdout; everything else goes to stderr
#
# A slow answer does not hold the next requests back. The tasks it made are deleted at the end,
# also after Ctrl-C. Its requests carry the user agent otel-lab-traffic.
# Exit status: 0 all were answered as their kind should be, at the rate asked for (90 % of it
# counts), 1 not, 2 nothing could be sent.
set -euo pipefail
export LC_ALL=C
source "$(dirname "${BASH_SOURCE[0]}")/lab.bash"
source "$scripts/probe.bash"
source "$scripts/requests.bash"
source "$scripts/traffic-plan.bash"
source "$scripts/traffic-result.bash"

# Ten at once in each batch, and twelve batches under way: what one page's server bears with ease.
readonly TICK_MS=250 PARALLEL=10 BATCHES=12

rate=5 duration=30s mix=success:90,slow:5,error:5 seed=1 url=$frontend_url own_host=no json=no
while [ $# -gt 0 ]; do
  case $1 in
    --rate) needs_value "$@"; rate=${2%/s}; shift ;;
    --duration) needs_value "$@"; duration=$2; shift ;;
    --mix) needs_value "$@"; mix=$2; shift ;;
    --seed) needs_value "$@"; seed=$2; shift ;;
    --url) needs_value "$@"; url=${2%/}; shift ;;
    --i-own-this-host) own_host=yes ;;
    --json) json=yes ;;
    --help) print_help; exit ;;
    *) wrong_call "unknown argument: $1" ;;
  esac
  shift
done

check_arguments() {
  if [[ ! $rate =~ ^[0-9]{1,4}(\.[0-9]{1,3})?$ || $rate =~ ^[0.]*$ ]]; then wrong_call "--rate is a number above 0, such as 5 or 0.5, not: $rate"; fi
  [[ $seed =~ ^[0-9]{1,9}$ ]] || wrong_call "--seed is a whole number, not: $seed"
  [[ $mix =~ ^(success|slow|error):[0-9]{1,4}(,(success|slow|error):[0-9]{1,4})*$ && $mix =~ :0*[1-9] ]] \
    || wrong_call "--mix is a list such as success:90,slow:5,error:5, not: $mix"
  seconds=$(seconds_of --duration "$duration")
  [[ $url =~ ^https?://(\[[0-9a-fA-F:]+\]|[a-zA-Z0-9._-]+)(:[0-9]+)?(/[^?#\"\ ]*)?$ ]] \
    || wrong_call "--url is an address such as http://localhost:8080, not: $url"
  address=${BASH_REMATCH[1]}
  may_load "$address" \
    || wrong_call "$address is not this machine. Load on the host of somebody else is an attack; if it is yours, say --i-own-this-host"
}

# may_load HOST: this lab's own page, this machine, or a host that the caller answers for.
may_load() {
  [ "$own_host" = yes ] || [ "$url" = "$frontend_url" ] || [[ $1 =~ ^(localhost|127(\.[0-9]{1,3}){3}|\[::1\])$ ]]
}

# wait_for_tick TICK: until its time has come.
wait_for_tick() {
  local left=$((started + $1 * TICK_MS - $(now_ms)))
  if [ "$left" -gt 0 ]; then sleep "$(as_seconds "$left")"; fi
}

# Sends the batch without waiting for its answers, unless too many batches wait for theirs.
launch_batch() {
  local pid alive=()
  for pid in ${batches[@]+"${batches[@]}"}; do
    if kill -0 "$pid" 2> /dev/null; then alive+=("$pid"); fi
  done
  if [ "${#alive[@]}" -ge "$BATCHES" ]; then wait "${alive[0]}" || true; fi
  send_requests "$work/batch.$1" "$PARALLEL" > "$work/answers.$1" &
  batches=(${alive[@]+"${alive[@]}"} "$!")
}

send_all() {
  local tick=-1 next number kind operation slot sent=0 told=0
  while read -r next number kind operation slot <&4; do
    if [ "$next" != "$tick" ]; then
      if [ "$tick" -ge 0 ]; then launch_batch "$tick"; fi
      tick=$next
      wait_for_tick "$tick"
      if [ $((tick * TICK_MS / 5000)) -gt "$told" ]; then
        told=$((tick * TICK_MS / 5000))
        say "$((told * 5)) s of $seconds: $sent sent"
      fi
    fi
    add_operation "$number" "$kind" "$operation" "$slot" >> "$work/batch.$tick"
    sent=$((sent + 1))
  done 4< "$work/plan"
  launch_batch "$tick"
  wait_for_tick $((seconds * 1000 / TICK_MS))
  ended=$(now_ms)
  wait
}

# What is on its way is waited for, a while: its tasks could not be found yet.
at_exit() {
  [ -n "${started:-}" ] || return 0
  poll_until 5 none_under_way || true
  delete_tasks_of "$run" "$url" otel-lab-traffic
}

none_under_way() { [ -z "$(jobs -pr)" ]; }

check_arguments
if [ "$json" = yes ]; then only_json; fi
for tool in curl jq; do
  command -v "$tool" > /dev/null || cannot_tell "$tool is missing; install it first"
done
get "$url/api/tasks" limit=1 > /dev/null || cannot_tell "nothing answers at $url/api/tasks. Start the lab with: npm start"

make_work_folder
run=traffic-$(hex_id 4) ids=() batches=()
plan_requests > "$work/plan"
step "$(wc -l < "$work/plan" | tr -d ' ') requests to $url in $seconds s, $rate a second ($mix, seed $seed)"
started=$(now_ms)
send_all
summarise > "$work/result.json"
if [ "$json" = yes ]; then cat "$work/result.json" >&9; else print_summary "$work/result.json"; fi
is_as_asked "$work/result.json"
