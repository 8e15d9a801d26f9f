# checks.bash: what a check that holds, one that fails and one that cannot run look like.
setup() {
  bats_require_minimum_version 1.5.0
  # checks.bash removes its folder at exit, but bats needs the traps for itself: so bats removes it.
  export TMPDIR=$BATS_TEST_TMPDIR
  source "$BATS_TEST_DIRNAME/lab.bash"
  source "$BATS_TEST_DIRNAME/checks.bash"
  trap - EXIT INT TERM HUP
  holds() { echo 'as it should be'; }
  never() { echo 'seen <this> & "that"'; false; }
}

@test "outcomes are counted and reported in the order of the checks" {
  check never 1 'never true' 'curl store'
  check holds 1 'always true' 'curl other'
  skip 'no image' 'not here'
  report_checks > "$BATS_TEST_TMPDIR/out"
  [ "$passed $failed $skipped" = '1 1 1' ]
  run -0 cat "$BATS_TEST_TMPDIR/out"
  [[ "${lines[0]}" =~ ^FAILED\ +1\.[0-9]+\ s\ +never\ true:\ seen\ \<this\> ]]
  [[ "${lines[1]}" == *'by hand: curl store' ]]
  [[ "${lines[2]}" =~ ^ok\ .*always\ true:\ as\ it\ should\ be$ ]]
  [[ "${lines[3]}" == *'not here: no image' ]]
}

@test "a check gets its arguments, spaces and all, each time it is asked" {
  says() { echo "$#: $1, $2"; [ "$2" = 'c d' ]; }
  check says 1 'two words' hint 'a b' 'c d'
  report_checks
  [ "$passed" = 1 ]
  [ "$(cat "$results/00.detail")" = '2: a b, c d' ]
}

@test "JSON says the same" {
  check never 1 'never "true"' 'curl store'
  skip 'no image' 'not here'
  settle ok 'known before' 'settled'
  report_checks > /dev/null
  checks_as_json | jq -e '.passed == 1 and .failed == 1 and .skipped == 1
    and .checks[0].title == "never \"true\"" and .checks[0].outcome == "failed" and .checks[0].seconds >= 1
    and .checks[0].detail == "seen <this> & \"that\"" and .checks[0].by_hand == "curl store"
    and .checks[2].detail == "known before"'
}

@test "JUnit XML is well formed and says the same" {
  check never 1 'never <true>' 'curl "store"'
  check holds 1 'always true' 'curl other'
  skip 'no image' 'not here'
  report_checks > /dev/null
  write_junit "$BATS_TEST_TMPDIR/new folder/out.xml" verify
  run -0 python3 - "$BATS_TEST_TMPDIR/new folder/out.xml" << 'PYTHON'
import sys, xml.etree.ElementTree as tree
suite = tree.parse(sys.argv[1]).getroot()
assert suite.attrib == {"name": "verify", "tests": "3", "failures": "1", "skipped": "1"}, suite.attrib
first, second, third = suite
assert first.get("name") == "never <true>"
assert first.find("failure").get("message") == 'seen <this> & "that"'
assert second.find("failure") is None and third.find("skipped").get("message") == "no image"
PYTHON
}
