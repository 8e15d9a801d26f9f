# progress.bash -- what a script here tells the person who waits; sourced by all of them.

step() { echo "==> $*"; }
say() { echo "    $*"; }

fail() {
  echo "images/${0##*/}: $*" >&2
  exit 1
}

# The script's own header comment is its help text.
print_header() { sed -n '2,$ { /^#/! q; s/^# \{0,1\}//p; }' "$0"; }

# show_progress LOG: copies the lines of a long command to LOG and shows that it
# is alive: each second on a terminal, else one line in 20 s, because CI systems
# end jobs that stay silent. A status of read above 128 is its time-out, so the
# command is quiet but not ended.
show_progress() {
  local log=$1 line='' last='...' status=0 steps=0 pause=20 start=$SECONDS shown=$SECONDS
  if [[ -t 1 ]]; then pause=1; fi
  : > "$log"
  while (( status == 0 || status > 128 )); do
    status=0
    IFS= read -r -t "$pause" line || status=$?
    if (( status == 0 )); then
      printf '%s\n' "$line" >> "$log"
      last=$line
      steps=$((steps + 1))
    fi
    if (( SECONDS - shown >= pause )); then
      shown=$SECONDS
      show_life "$((SECONDS - start)) s, $steps steps, last: $last"
    fi
  done
  if [[ -t 1 ]]; then printf '\r\033[K'; fi
}

# On a terminal each such line replaces the one before it, cut to the width.
show_life() {
  if [[ -t 1 ]]; then
    printf '\r\033[K    %.*s' "$((${COLUMNS:-80} - 5))" "$1"
  else
    say "$1"
  fi
}
