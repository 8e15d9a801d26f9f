# report.sh with wrong arguments, and without a lab. The report itself: evidence/report/*.test.ts.
bats_require_minimum_version 1.5.0

@test "wrong calls and no lab are exit status 2, and write nothing" {
  report=$BATS_TEST_DIRNAME/../report.sh
  run -2 "$report" --window 10s
  run -2 "$report" --output x.txt
  run -2 "$report" --fail-on-regression
  : > "$BATS_TEST_TMPDIR/empty.json"
  run -2 "$report" --compare "$BATS_TEST_TMPDIR/empty.json"
  [[ "$output" == *'is no JSON of an earlier report'* ]]
  PROMETHEUS_PORT=9 run -2 "$report" --output "$BATS_TEST_TMPDIR/a folder/r.html"
  [[ "$output" == *'npm start'* && ! -e "$BATS_TEST_TMPDIR/a folder" ]]
}
