# complete-requests.bash -- the N requests of verify.sh --complete: each with a trace id of its own,
# some creating, listing, reading, changing and deleting tasks, some failing on purpose.

# What each kind of request leaves: answer, endpoint as the metrics name it, spans as [name, kind,
# place of the parent in this list; -1 is the caller], log lines.
readonly KINDS='{
  "create":  {"method": "POST",   "endpoint": "/api/tasks",     "status": "201", "spans": [["POST /api/tasks", "SERVER", -1], ["create_task", "INTERNAL", 0], ["INSERT tasks", "CLIENT", 1]]},
  "invalid": {"method": "POST",   "endpoint": "/api/tasks",     "status": "400", "spans": [["POST /api/tasks", "SERVER", -1], ["create_task", "INTERNAL", 0]]},
  "list":    {"method": "GET",    "endpoint": "/api/tasks",     "status": "200", "spans": [["GET /api/tasks", "SERVER", -1], ["SELECT tasks", "CLIENT", 0]]},
  "read":    {"method": "GET",    "endpoint": "/api/tasks/:id", "status": "200", "spans": [["GET /api/tasks/:id", "SERVER", -1], ["SELECT tasks", "CLIENT", 0]]},
  "absent":  {"method": "GET",    "endpoint": "/api/tasks/:id", "status": "404", "spans": [["GET /api/tasks/:id", "SERVER", -1], ["SELECT tasks", "CLIENT", 0]]},
  "update":  {"method": "PATCH",  "endpoint": "/api/tasks/:id", "status": "200", "spans": [["PATCH /api/tasks/:id", "SERVER", -1], ["update_task", "INTERNAL", 0], ["UPDATE tasks", "CLIENT", 1]]},
  "delete":  {"method": "DELETE", "endpoint": "/api/tasks/:id", "status": "204", "spans": [["DELETE /api/tasks/:id", "SERVER", -1], ["delete_task", "INTERNAL", 0], ["DELETE tasks", "CLIENT", 1]]},
  "error":   {"method": "GET",    "endpoint": "/api/simulate-error", "status": "500", "spans": [["GET /api/simulate-error", "SERVER", -1]], "logs": ["Unexpected error"]}
}'
readonly AGENT=otel-lab-verify

# add_counted KIND METHOD PATH [KEY=VALUE...]: a request with the next trace id, into $batch. The ids
# of a run begin alike, so that its log lines are found by one query.
add_counted() {
  local kind=$1 method=$2 path=$3 trace
  shift 3
  printf -v trace '%s%016x' "$run" "$counted"
  counted=$((counted + 1))
  printf '%s %s\n' "$trace" "$kind" >> "$work/plan"
  add_request "$trace $kind" "$method" "$frontend_url$path" "user-agent=$AGENT" \
    "header=traceparent: 00-$trace-$caller_span_id-01" "$@" >> "$batch"
}

readonly AS_JSON='header=Content-Type: application/json'

# send_batch NAME: sends what add_counted has collected.
send_batch() {
  if [ -s "$batch" ]; then send_requests "$batch" 20 >> "$work/answers"; fi
  batch=$work/batch.$1
  : > "$batch"
}

# send_counted N: a quarter creates, as many delete, the others use those tasks in the meantime.
send_counted() {
  local tasks=$(($1 / 4)) number ids=()
  local others=$(($1 - 2 * tasks))
  counted=0 batch=$work/batch.create
  : > "$batch"; : > "$work/plan"; : > "$work/answers"
  for ((number = 0; number < tasks; number++)); do
    add_counted create POST /api/tasks "$AS_JSON" "data={\"title\":\"$run task $number\"}" "output=$work/task.$number"
  done
  send_batch use
  for ((number = 0; number < tasks; number++)); do printf '%s\n' "$work/task.$number"; done | tr '\n' '\0' \
    | xargs -0 jq -r '.id // 0' > "$work/ids" 2> /dev/null || true
  while read -r number; do ids+=("$number"); done < "$work/ids"
  [ "${#ids[@]}" -eq "$tasks" ] || return 0
  for ((number = 0; number < others; number++)); do use_tasks "$number"; done
  send_batch delete
  for number in ${ids[@]+"${ids[@]}"}; do add_counted delete DELETE "/api/tasks/$number"; done
  send_batch none
}

# use_tasks NUMBER: eight kinds in turn; list in place of those that need a task where there is none.
use_tasks() {
  local id=${ids[$1 % (${#ids[@]} + (${#ids[@]} == 0))]:-}
  case $(($1 % 8))${id:+ yes} in
    '1 yes' | '4 yes') add_counted read GET "/api/tasks/$id" ;;
    '2 yes') add_counted update PATCH "/api/tasks/$id" "$AS_JSON" 'data={"completed":true}' ;;
    3*) add_counted error GET /api/simulate-error ;;
    5*) add_counted invalid POST /api/tasks "$AS_JSON" 'data={"title":""}' ;;
    6*) add_counted absent GET /api/tasks/999999999999 ;;
    *) add_counted list GET '/api/tasks?limit=5' ;;
  esac
}

# Every request must have been answered as its kind is; otherwise there is nothing to count by.
all_answered() {
  local wrong
  wrong=$(jq -Rrn --argjson kinds "$KINDS" '[inputs | split(" ") | select(.[2] != $kinds[.[1]].status) | "\(.[1]) \(.[2])"]
    | group_by(.) | map("\(length) x \(.[0])") | join(", ")' "$work/answers")
  if [ -n "$wrong" ]; then cannot_tell "not every request was answered as its kind should be: $wrong; see: docker compose logs backend"; fi
  [ "$(wc -l < "$work/answers")" -eq "$1" ] || cannot_tell "only $(wc -l < "$work/answers") of $1 requests could be sent; see: docker compose logs frontend backend"
}
