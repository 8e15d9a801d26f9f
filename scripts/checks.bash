# checks.bash -- runs named checks side by side, each with its own deadline, and reports them in
# order: a line each, JSON, JUnit XML, an exit status. Used by verify.sh and health.sh.
#
# A check is a function that succeeds or fails at once. It is asked every 250 ms until it succeeds.
# It may print one line: what it saw, or what it got instead.

make_work_folder
results=$work
checks=()

# new_check TITLE: sets id, under which the files of the check lie in $results.
new_check() {
  id=$(printf '%02d' "${#checks[@]}")
  checks+=("$id")
  printf '%s\n' "$1" > "$results/$id.title"
}

# check FUNCTION SECONDS TITLE HINT [ARGUMENT...]: HINT is a command for a person to ask the same by
# hand; the arguments are the function's.
check() {
  local id
  new_check "$3"
  printf '%s\n' "$4" > "$results/$id.hint"
  # With a process group of its own, so that its curl ends with it when the script is interrupted.
  set -m
  run_check "$id" "$2" "$1" "${@:5}" &
  set +m
}

# settle OUTCOME DETAIL TITLE [HINT]: a check whose outcome (ok, FAILED) is known already.
settle() {
  local id
  new_check "$3"
  printf '%s\n' "${4:-}" > "$results/$id.hint"
  printf '%s\n' "$2" > "$results/$id.detail"
  printf '%s 0\n' "$1" > "$results/$id.result"
}

# skip REASON TITLE: a check that cannot run here.
skip() {
  local id
  new_check "$2"
  printf '%s\n' "$1" > "$results/$id.detail"
  printf 'skipped 0\n' > "$results/$id.result"
}

# run_check ID SECONDS FUNCTION [ARGUMENT...]
run_check() {
  local id=$1 seconds=$2 start outcome=ok
  shift 2
  start=$(now_ms)
  ask() { "$@" > "$results/$id.detail" 2>&1; }
  poll_until "$seconds" ask "$@" || outcome=FAILED
  printf '%s %s\n' "$outcome" "$(($(now_ms) - start))" > "$results/$id.result"
}

# Waits for all checks and prints a line for each. Sets passed, failed and skipped.
report_checks() {
  local id outcome milliseconds title detail
  wait
  passed=0 failed=0 skipped=0
  for id in "${checks[@]}"; do
    read -r outcome milliseconds < "$results/$id.result"
    title=$(< "$results/$id.title")
    detail=$(tail -n 1 "$results/$id.detail" | cut -c 1-160)
    printf '%-8s %7s s  %s%s\n' "$outcome" "$(as_seconds "$milliseconds")" "$title" "${detail:+: $detail}"
    case $outcome in
      ok) passed=$((passed + 1)) ;;
      skipped) skipped=$((skipped + 1)) ;;
      *)
        failed=$((failed + 1))
        printf '%-8s %9s  by hand: %s\n' '' '' "$(< "$results/$id.hint")"
        ;;
    esac
  done
}

# checks_as_json: the same as one object; seconds are those until the check held, or gave up.
checks_as_json() {
  local id outcome milliseconds
  for id in "${checks[@]}"; do
    read -r outcome milliseconds < "$results/$id.result"
    jq -nc --arg outcome "$outcome" --argjson ms "$milliseconds" --rawfile title "$results/$id.title" \
      --arg detail "$(tail -n 1 "$results/$id.detail")" --arg by_hand "$(cat "$results/$id.hint" 2> /dev/null)" \
      '{title: ($title | rtrimstr("\n")), outcome: ($outcome | ascii_downcase), seconds: ($ms / 1000), detail: $detail, by_hand: $by_hand}'
  done | jq -s '{passed: map(select(.outcome == "ok")) | length, failed: map(select(.outcome == "failed")) | length,
    skipped: map(select(.outcome == "skipped")) | length, checks: .}'
}

escape_xml() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g; s/"/\&quot;/g' | tr -cd '\11\12\15\40-\176'; }

# write_junit FILE SUITE: the format that CI systems read.
write_junit() {
  local file=$1 suite=$2 id outcome milliseconds
  mkdir -p "$(dirname "$file")"
  {
    printf '<?xml version="1.0" encoding="UTF-8"?>\n'
    printf '<testsuite name="%s" tests="%d" failures="%d" skipped="%d">\n' "$suite" "${#checks[@]}" "$failed" "$skipped"
    for id in "${checks[@]}"; do
      read -r outcome milliseconds < "$results/$id.result"
      printf '  <testcase classname="%s" name="%s" time="%s">' "$suite" "$(escape_xml < "$results/$id.title")" "$(as_seconds "$milliseconds")"
      case $outcome in
        FAILED) printf '<failure message="%s">%s</failure>' "$(escape_xml < "$results/$id.detail")" "$(escape_xml < "$results/$id.hint")" ;;
        skipped) printf '<skipped message="%s"/>' "$(escape_xml < "$results/$id.detail")" ;;
      esac
      printf '</testcase>\n'
    done
    printf '</testsuite>\n'
  } > "$file"
}
