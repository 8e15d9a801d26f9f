# progress.bash -- what a build tells the person who waits; sourced by every script here.

step() { echo "==> $*"; }
say() { echo "    $*"; }

fail() {
  echo "images/${0##*/}: $*" >&2
  exit 1
}

# The script's own header comment is its help text.
print_header() { sed -n '2,/^[^#]/ s/^# \{0,1\}//p' "$0"; }

# show_progress LOG: copies the lines of a long command to LOG and shows that it
# still works: each second on a terminal, else one line every 20 s, because CI
# systems end jobs that stay silent. read's time-out tells a quiet command from
# an ended one by a status above 128.
show_progress() {
  local log=$1 line='' status=0 count=0 pause=20 start=$SECONDS shown=$SECONDS
  if [[ -t 1 ]]; then pause=1; fi
  : > "$log"
  while true; do
    status=0
    IFS= read -r -t "$pause" line || status=$?
    if (( status == 0 )); then
      printf '%s\n' "$line" >> "$log"
      count=$((count + 1))
    elif (( status <= 128 )); then
      break
    fi
    if (( SECONDS - shown >= pause )); then
      shown=$SECONDS
      show_life "$((SECONDS - start)) s, $count steps, last: ${line:-...}"
    fi
  done
  if [[ -t 1 ]]; then printf '\r\033[K'; fi
}

# On a terminal the line replaces the one before it, cut to the width.
show_life() {
  if [[ -t 1 ]]; then
    printf '\r\033[K    %.*s' "$(( ${COLUMNS:-80} - 5 ))" "$1"
  else
    say "$1"
  fi
}
