# The tests that need no lab.

# All of them run, even if one fails.
run_all() {
  local status=0
  scripts/check.sh || status=1
  step 'backend, frontend, grafana, prometheus and alert-receiver'
  npm test --workspaces --if-present || status=1
  step 'stores, evidence, scale, bench, lessons and docs'
  # They wait more than they calculate: four files at a time, however few the cores are.
  node_modules/.bin/node --test --test-concurrency=4 --test-timeout=60000 '{stores,evidence,scale}/**/*.test.ts' '{bench,lessons,docs}/{*,*/*}.test.ts' || status=1
  step 'scripts and images'
  node_modules/bats/bin/bats --recursive --setup-suite-file scripts/test/setup_suite.bash scripts images prometheus otel-collector tempo loki || status=1
  return "$status"
}
