# traffic-plan.bash -- which requests traffic.sh sends, and when: decided before the first is sent,
# by the seed alone.

# plan_requests: one line "TICK NUMBER KIND OPERATION SLOT" per request. A slot is a task of this run:
# made by one create, used from a second later on, deleted at most once. The generator is
# MINSTD, since awk's own differs from awk to awk.
plan_requests() {
  awk -v rate="$rate" -v seconds="$seconds" -v mix="$mix" -v seed="$seed" -v tick_ms="$TICK_MS" '
    function random() { state = state * 16807 % 2147483647; return state / 2147483647 }
    function pick_operation(tick,    r, i) {
      while (ready < made && made_at[ready] + 1000 / tick_ms < tick) live[++living] = ready++
      r = random()
      if (r < 0.25 || (r >= 0.5 && living == 0)) { slot = made + 0; made_at[made++] = tick; return "create" }
      if (r < 0.5) return "list"
      i = 1 + int(random() * living)
      slot = live[i]
      # Requests run side by side: a task that was used in this second is left alone, else it could
      # be gone before the one that reads it comes.
      if (slot in used && used[slot] + 1000 / tick_ms >= tick) { slot = "-"; return "list" }
      used[slot] = tick
      if (r < 0.75) return "read"
      if (r < 0.9) return "update"
      live[i] = live[living--]
      return "delete"
    }
    BEGIN {
      state = seed % 2147483646 + 1
      for (i = 0; i < 3; i++) random()
      parts = split(mix, part, ",")
      for (i = 1; i <= parts; i++) { split(part[i], pair, ":"); kind[i] = pair[1]; total += pair[2]; upto[i] = total }
      requests = int(rate * seconds)
      if (requests < 1) requests = 1
      for (number = 0; number < requests; number++) {
        tick = int(number / rate * 1000 / tick_ms)
        r = random() * total
        for (i = 1; r >= upto[i]; i++);
        slot = "-"
        print tick, number, kind[i], kind[i] == "success" ? pick_operation(tick) : kind[i], slot
      }
    }'
}

# id_of SLOT: sets id; 1 when its create was not answered with a task.
id_of() {
  if [ -z "${ids[$1]:-}" ]; then ids[$1]=$(jq -r '.id // empty' "$work/task.$1" 2> /dev/null); fi
  id=${ids[$1]}
  [ -n "$id" ]
}

# add_operation NUMBER KIND OPERATION SLOT: appends it to the batch.
add_operation() {
  local label="$2 $3" tasks=$url/api/tasks id='' as_json='header=Content-Type: application/json' agent=user-agent=otel-lab-traffic
  case $3 in
    read | update | delete)
      # Nothing to use: a list in its place keeps the rate.
      id_of "$4" || { add_operation "$1" "$2" list -; return; } ;;
  esac
  case $3 in
    create) add_request "$label" POST "$tasks" "$agent" "$as_json" "data={\"title\":\"$run task $4\"}" "output=$work/task.$4" ;;
    list) add_request "$label" GET "$tasks?limit=20" "$agent" ;;
    read) add_request "$label" GET "$tasks/$id" "$agent" ;;
    update) add_request "$label" PATCH "$tasks/$id" "$agent" "$as_json" 'data={"completed":true}' ;;
    delete) add_request "$label" DELETE "$tasks/$id" "$agent" ;;
    slow) add_request "$label" GET "$url/api/simulate-slow?delay=0.8" "$agent" ;;
    error) add_request "$label" GET "$url/api/simulate-error" "$agent" ;;
  esac
}
