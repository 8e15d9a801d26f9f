# Proves what SECURITY.md promises, with the hardened lab that runs. All parts run, even if one fails.

prove_hardened() {
  local status=0
  is_hardened || cannot_tell 'the lab that runs is not the hardened one. Start that with: LAB_HARDENED=true npm start'
  ensure_tool openssl
  node_modules/bats/bin/bats evidence/hardened || status=1
  node_modules/.bin/node --test --test-timeout=120000 evidence/hardened/strangers.ts || status=1
  # The lab's parts start again in between, so one after another.
  node_modules/.bin/node --test --test-isolation=none --test-timeout=600000 evidence/hardened/under-load.ts || status=1
  return "$status"
}
