# Proves what a lab that is not the plain one promises, with the one that runs.

# What SECURITY.md promises. All parts run, even if one fails. With SHORT=true, without what takes minutes.
prove_hardened() {
  local status=0 which=()
  if [[ ${SHORT:-} == true ]]; then which=(--filter-tags '!long'); fi
  is_hardened || cannot_tell 'the lab that runs is not the hardened one. Start that with: LAB_HARDENED=true npm start'
  ensure_tool openssl
  node_modules/bats/bin/bats ${which[@]+"${which[@]}"} evidence/hardened || status=1
  node_modules/.bin/node --test --test-timeout=120000 evidence/hardened/strangers.ts || status=1
  # The lab's parts start again in between, so one after another.
  node_modules/.bin/node --test --test-isolation=none --test-timeout=600000 evidence/hardened/under-load.ts || status=1
  return "$status"
}

# What compose.sampling.yml promises.
prove_sampling() {
  local part status=0
  is_mode sampling || cannot_tell 'the lab that runs keeps every trace. Start one that does not: LAB_SAMPLING=true npm start'
  ensure_chromium
  # One after another: they count what the lab does.
  for part in kept page decider-away; do
    node_modules/.bin/node --test --test-timeout=300000 "evidence/sampling/$part.ts" || status=1
  done
  return "$status"
}

# What compose.scale.yml promises.
prove_scale() {
  is_mode scale || cannot_tell 'the lab that runs is not the scaled one. Start that with: LAB_SCALE=true npm start'
  local part status=0 parts='kills delivered-twice only-in-s3'
  if [[ ${SHORT:-} == true ]]; then parts=kills; fi
  for part in $parts; do
    node_modules/.bin/node --test --test-timeout=900000 "evidence/scale/$part.ts" || status=1
  done
  return "$status"
}

# What registry/ promises, by a lab of its own.
prove_contract() {
  ensure_chromium
  ensure_image weaver "$WEAVER_IMAGE"
  if has_image "$WEAVER_IMAGE"; then
    node_modules/.bin/node --test --test-timeout=900000 registry/contract.ts
  else
    make_work_folder
    say "skipped: the contract, for want of $WEAVER_IMAGE" | tee "$work/output"
    refuse_unexpected_skips "$work/output"
  fi
}

# What kubernetes/ promises, with an API server of its own; no lab has to run. With SHORT=true, without the machines
# that are played, which take minutes, and without compiling.
prove_kubernetes() {
  local status=0 which=()
  if [[ ${SHORT:-} == true ]]; then which=(--filter-tags '!long'); fi
  ensure_linters
  make_work_folder
  # When a person ends it, bats does not end what its tests have started.
  at_exit() { find "$work" -name pids -exec sh -c 'kill $(cat "$@") 2> /dev/null' sh {} +; }
  step 'Kubernetes and its tools'
  name_programs
  if [[ ${SHORT:-} == true ]] && ! programs_are_there; then
    say 'skipped: Kubernetes, not compiled yet; npm run test:kubernetes does, in up to half an hour' | tee "$work/output"
  elif find_programs && find_tools; then
    step 'kubernetes'
    TMPDIR=$work node_modules/bats/bin/bats ${which[@]+"${which[@]}"} kubernetes/test 2>&1 | tee "$work/output" || status=1
  else
    say 'skipped: Kubernetes, for want of its programs' | tee "$work/output"
    say 'they are compiled by Go 1.26 or newer: https://go.dev/dl, with a module proxy that answers'
  fi
  refuse_unexpected_skips "$work/output"
  return "$status"
}
