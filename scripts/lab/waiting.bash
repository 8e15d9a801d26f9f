# The clock, and waiting for a condition.

# Milliseconds; in whole seconds if neither bash nor date can do better.
now_ms() {
  local time=${EPOCHREALTIME:-$(date +%s.%N)}
  case $time in *N) time=${time%.*}.000 ;; esac
  local fraction=${time#*[.,]}000
  printf '%s\n' "$((${time%[.,]*} * 1000 + 10#${fraction:0:3}))"
}

# as_seconds MILLISECONDS: prints seconds with two decimals.
as_seconds() { printf '%d.%02d' "$(($1 / 1000))" "$(($1 % 1000 / 10))"; }

# poll_until SECONDS COMMAND...: runs COMMAND every 250 ms until it succeeds; 1 when time is up.
poll_until() {
  local deadline=$(($(now_ms) + $1 * 1000))
  shift
  until "$@"; do
    if (( $(now_ms) >= deadline )); then return 1; fi
    sleep 0.25
  done
}
