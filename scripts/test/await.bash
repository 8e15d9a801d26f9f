# For script tests: waiting with a deadline, so that a test that waits in vain says for what.

# await CONDITION: evaluates CONDITION until it is true, for at most 30 s.
await() {
  local deadline=$((SECONDS + 30))
  until eval "$1"; do
    if (( SECONDS >= deadline )); then
      echo "waited in vain for: $1"
      return 1
    fi
    sleep 0.1
  done
}

# interrupt PID: sends SIGTERM to a background job and sets $status to how it ended.
# shellcheck disable=SC2034  # read by the tests
interrupt() {
  kill -TERM "$1"
  status=0
  wait "$1" || status=$?
}
