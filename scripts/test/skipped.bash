# Under CI=true a skipped test is a failure, unless may-be-skipped.txt gives a reason.

# skipped_in FILE: prints the titles of skipped tests and checks in the output of node, bats and check.sh.
skipped_in() {
  sed -nE \
    -e 's/^ *﹣ (.*) \([0-9.]+ms\)( #.*)?$/\1/p' \
    -e 's/^ok [0-9]+ (.*) # skip.*/\1/p' \
    -e 's/^    skipped: (.*)/\1/p' "$1"
}

# unexpected_skips FILE: prints the skipped titles that the list does not name.
unexpected_skips() {
  local title known
  skipped_in "$1" | while IFS= read -r title; do
    while IFS= read -r known; do
      if [[ $known != '#'* && $title == "${known%% -- *}"* ]]; then continue 2; fi
    done < "$scripts/test/may-be-skipped.txt"
    printf '%s\n' "$title"
  done
}

# refuse_unexpected_skips FILE: ends the script when there are any, under CI=true.
refuse_unexpected_skips() {
  local titles
  [[ ${CI:-} == true ]] || return 0
  titles=$(unexpected_skips "$1")
  [[ -z $titles ]] || fail "skipped, and not in scripts/test/may-be-skipped.txt: $titles"
}
