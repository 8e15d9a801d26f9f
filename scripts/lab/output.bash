# Output of scripts, and how they end when something is wrong.

step() { printf '==> %s\n' "$*"; }
say() { printf '    %s\n' "$*"; }
complain() { printf '%s: %s\n' "$self" "$*" >&2; }

# Exit status 1: no.
fail() {
  complain "$@"
  exit 1
}

# Exit status 2: it cannot be told.
cannot_tell() {
  complain "$@"
  exit 2
}

# quiet COMMAND...: its output is shown when it fails.
quiet() {
  local answer
  answer=$("$@" 2>&1) || { printf '%s\n' "$answer" >&2; return 1; }
}

# show_progress LOG: copies a long command's lines to LOG and shows progress: each second on a
# terminal, otherwise one line every 20 s, since CI systems end silent jobs.
show_progress() {
  local log=$1 line='' last='...' status=0 lines=0 pause=20 start=$SECONDS shown=$SECONDS
  if [[ -t 1 ]]; then pause=1; fi
  : > "$log"
  # A status of read above 128 is a timeout: the command is quiet but still runs.
  while (( status == 0 || status > 128 )); do
    status=0
    IFS= read -r -t "$pause" line || status=$?
    if (( status == 0 )); then
      printf '%s\n' "$line" >> "$log"
      last=$line
      lines=$((lines + 1))
    fi
    if (( SECONDS - shown >= pause )); then
      shown=$SECONDS
      show_life "$((SECONDS - start)) s, $lines steps, last: $last"
    fi
  done
  if [[ -t 1 ]]; then printf '\r\033[K'; fi
}

# On a terminal each line replaces the previous one, cut to the width.
show_life() {
  if [[ -t 1 ]]; then
    printf '\r\033[K    %.*s' "$((${COLUMNS:-80} - 5))" "$1"
  else
    say "$1"
  fi
}

# quietly WHAT COMMAND...: shows progress instead of output; when the command fails, prints its last
# lines and ends the script.
quietly() {
  local what=$1 log
  shift
  log=$(mktemp)
  "$@" 2>&1 < /dev/null | show_progress "$log" || {
    tail -n 20 "$log" >&2
    fail "$what: the last lines are above, all of it is in $log"
  }
  rm -f "$log"
}
