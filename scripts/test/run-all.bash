# The tests that need no lab.

# All of them run, even if one fails; $work/output has what they said. Tempo's and Loki's wait for minutes until
# these have forgotten something, so they run beside the others.
run_all() {
  local status=0
  # In a process group of its own, which takes a SIGINT: bats then removes what its tests have started.
  set -m
  node_modules/bats/bin/bats tempo loki > "$work/waiting" 2>&1 &
  waiting=$!
  set +m
  at_exit() { if kill -INT -- "-$waiting" 2> /dev/null; then wait "$waiting" || true; fi; }
  run_others 2>&1 | tee "$work/output" || status=1
  wait "$waiting" || status=1
  step 'tempo and loki'
  tee -a "$work/output" < "$work/waiting"
  return "$status"
}

run_others() {
  local status=0
  scripts/check.sh || status=1
  step 'backend, frontend, grafana, prometheus and alert-receiver'
  npm test --workspaces --if-present || status=1
  step 'stores, evidence, scale, bench, lessons and docs'
  # They wait more than they calculate: four files at a time, however few the cores are.
  node_modules/.bin/node --test --test-concurrency=4 --test-timeout=60000 '{stores,evidence,scale}/**/*.test.ts' '{bench,lessons,docs}/{*,*/*}.test.ts' || status=1
  step 'scripts and images'
  node_modules/bats/bin/bats --recursive --setup-suite-file scripts/test/setup_suite.bash scripts images prometheus otel-collector || status=1
  return "$status"
}
