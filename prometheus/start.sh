#!/bin/sh
# Starts Prometheus, and brings it back after a flood of series that its memory does not hold. At each
# start it reads its write-ahead log (the last two to three hours), so it would be killed again and again.
# From the third such start on, the newest half of the log is set aside, until the rest can be read. What
# is older stays, and counters go on with their next sample.
set -eu
data=${PROMETHEUS_DATA:-/prometheus}
killed=$data/killed-early

# newest_half LOG: the names of its newest files, with at least half of its bytes. Names are numbers. A
# checkpoint is a folder, and older than all of them.
newest_half() {
  cd "$data/$1"
  left=$(find . -maxdepth 1 -type f -exec stat -c %s {} + | awk '{ sum += $1 } END { print int(sum / 2) }')
  find . -maxdepth 1 -type f | sort -r | while read -r file; do
    echo "$file"
    left=$((left - $(stat -c %s "$file")))
    [ "$left" -gt 0 ] || break
  done
}

# set_aside FOLDER FILE...: moves them where a person can look at them, and delete them.
set_aside() {
  from=$1
  shift
  mkdir -p "$aside/$from"
  for file; do mv "$data/$from/$file" "$aside/$from/"; done
}

# Prometheus removes its lock when it ends in order, so one that is still there means: killed.
if [ ! -e "$data/lock" ]; then
  rm -f "$killed"
elif [ -e "$killed" ] && [ "$(wc -l < "$killed")" -ge 3 ]; then
  aside=$data/set-aside/$(date +%Y%m%dT%H%M%S)
  # Of an earlier flood: a day was enough to look at it.
  if [ -e "$data/set-aside" ]; then find "$data/set-aside" -mindepth 1 -maxdepth 1 -mtime +0 -exec rm -rf {} +; fi
  # shellcheck disable=SC2046  # lists of names, which are numbers
  set_aside wal $(newest_half wal)
  # shellcheck disable=SC2046
  if [ -e "$data/wbl" ]; then set_aside wbl $(newest_half wbl); fi
  # Chunks belong to series by number, and the numbers of those set aside are given out again. The rest
  # of the log has all samples of the others.
  # shellcheck disable=SC2046
  set_aside chunks_head $(ls "$data/chunks_head")
  echo "start.sh: killed within a minute, three times; the newest half of the log is now in $aside" >&2
fi
# A line for each start; a minute later it counts as a success.
echo start >> "$killed"
(sleep 60 && rm -f "$killed") &
exec /bin/prometheus "$@"
