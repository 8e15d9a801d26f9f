# Runs once before all script tests, so that the tester's own settings do not affect them.
setup_suite() {
  local name
  for name in $(sed -n 's/^\([A-Z_]*\)=.*/\1/p' .env) COMPOSE_PROJECT_NAME; do
    unset "$name"
  done
}
