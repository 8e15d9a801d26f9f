# verify.sh where there is no lab, and called wrongly; what it makes of data: evidence/**/*.test.ts.
bats_require_minimum_version 1.5.0

@test "a wrong number of requests is refused" {
  for number in 0 -1 x 20001 1e3; do
    run -2 "$BATS_TEST_DIRNAME/../verify.sh" --complete "$number"
    [[ "$output" == *'from 1 to 20000'* ]]
  done
}

@test "one command at a time" {
  run -2 "$BATS_TEST_DIRNAME/../verify.sh" --complete 10 --privacy
  [[ "$output" == *'two commands'* ]]
}
