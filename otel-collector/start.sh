#!/bin/sh
# Starts the collector, and brings it back when a power cut has damaged a file of its queue: then it
# panics whenever it opens the file, at each start. The setting `recreate` of file_storage does not
# help, since the panic is in a thread of its own. After the third such start the files are set aside.
set -u
queue=/var/lib/otelcol
panics=$queue/panics-at-start

if [ -e "$panics" ] && [ "$(/busybox wc -l < "$panics")" -ge 3 ]; then
  aside=$queue/set-aside/$(/busybox date +%Y%m%dT%H%M%S)
  /busybox mkdir -p "$aside"
  /busybox mv "$queue"/exporter_* "$panics" "$aside/"
  echo "start.sh: three panics at the start; what waited in the queue is now in $aside" >&2
fi
# When that was done last: a label of the collector's own metrics, for an alert.
QUEUE_SET_ASIDE=$(/busybox ls "$queue/set-aside" 2> /dev/null | /busybox tail -n 1)
export QUEUE_SET_ASIDE

# A file that only a clean end removes. What is in the queue survives a kill, but not what waits in memory for
# the decision whether it is kept: so the new process says that the old one was killed (sampling.yaml).
running=$queue/running
UNCLEAN_END=
if [ -e "$running" ]; then UNCLEAN_END=$(/busybox date +%Y%m%dT%H%M%S); fi
export UNCLEAN_END
/busybox touch "$running"

# What compose.hardened.yml, compose.sampling.yml and compose.sampled-workers.yml add to the command.
# shellcheck disable=SC2086  # several arguments each
set -- "$@" ${ARGUMENTS_HARDENED:-} ${ARGUMENTS_SAMPLING:-} ${ARGUMENTS_WORKER:-}

began=$(/busybox date +%s)
/otelcol-contrib "$@" &
trap 'kill -TERM $!' TERM INT
wait $!
status=$?
# A signal ends the first wait, and the collector has yet to send what it can.
while kill -0 $! 2> /dev/null; do
  wait $!
  status=$?
done
# 2 is the status of a panic in Go.
if [ "$status" = 2 ] && [ "$(($(/busybox date +%s) - began))" -lt 30 ]; then
  echo panic >> "$panics"
else
  /busybox rm -f "$panics"
fi
if [ "$status" = 0 ]; then /busybox rm -f "$running"; fi
exit "$status"
