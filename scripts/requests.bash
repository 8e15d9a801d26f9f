# requests.bash -- many HTTP requests by one curl process, side by side: a process for each would
# cost more than the request itself. Used by traffic.sh and verify.sh.

# add_request LABEL METHOD URL [KEY=VALUE...]: prints curl's configuration of one request. LABEL has
# no percent sign. KEY is an option of curl, such as data, header or output; without output the
# answer's body is thrown away.
add_request() {
  local label=$1 method=$2 url=$3 pair value
  shift 3
  printf 'next\nurl = "%s"\nmax-time = 30\nwrite-out = "%s %%{http_code} %%{time_total}\\n"\n' "$url" "$label"
  # curl knows what GET means.
  [ "$method" = GET ] || printf 'request = %s\n' "$method"
  case " $*" in *' output='*) ;; *) set -- "$@" output=/dev/null ;; esac
  for pair in "$@"; do
    value=${pair#*=}
    value=${value//\\/\\\\}
    value=${value//\"/\\\"}
    printf '%s = "%s"\n' "${pair%%=*}" "$value"
  done
}

# send_requests FILE PARALLEL: sends what add_request wrote; a line "LABEL STATUS SECONDS" for each,
# in the order of the answers. STATUS is 000 where nothing answered. Without parallel-immediate the
# second request would wait for the first one's answer, to see whether it can share its connection.
# shellcheck disable=SC2094  # curl reads FILE alone
send_requests() {
  curl --no-progress-meter --parallel --parallel-immediate --parallel-max "$2" --config "$1" 2> "$1.errors" || true
}

# delete_tasks_of RUN URL AGENT: found by their title, so that a task whose answer never came goes too.
delete_tasks_of() {
  local round id
  for round in 1 2 3 4 5 6 7 8 9 10; do
    get "$2/api/tasks" "search=$1" limit=100 | jq -r '.tasks[].id' > "$work/left" || return 0
    [ -s "$work/left" ] || return 0
    while read -r id; do
      add_request delete DELETE "$2/api/tasks/$id" "user-agent=$3"
    done < "$work/left" > "$work/deletes.$round"
    send_requests "$work/deletes.$round" 10 > /dev/null
  done
}
