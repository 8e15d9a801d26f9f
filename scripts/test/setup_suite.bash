# Run once before all script tests: a tester's own settings must not decide what the tests see.
setup_suite() {
  local name
  for name in $(sed -n 's/^\([A-Z_]*\)=.*/\1/p' .env) COMPOSE_PROJECT_NAME; do
    unset "$name"
  done
}
