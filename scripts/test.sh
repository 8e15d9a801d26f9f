#!/usr/bin/env bash
# Usage: scripts/test.sh [page | links | lessons | docs | monitoring | hardened | sampling | scale | contract | kubernetes] [--help]      (npm test)
# Summary: Run every test that needs no running lab, or those that need one.
#
# page        test the running lab's page and guide in Chromium (npm run test:browser)
# links       click every link between the signals in Grafana, in Chromium (npm run test:grafana)
# lessons     prove each lesson's check (npm run test:lessons); LESSONS=3,11 names some, SHORT=true
#             tries one right way of each and no wrong one
# docs        run every command and query of the documentation (npm run test:docs)
# monitoring  prove that examples/monitoring connects your own monitoring to the running lab
# hardened    prove what SECURITY.md promises of LAB_HARDENED=true npm start; SHORT=true leaves out what takes minutes
# sampling    prove that LAB_SAMPLING=true npm start keeps the right traces (npm run test:sampling)
# scale       prove that LAB_SCALE=true npm start loses nothing when a part of it goes (npm run test:scale);
#             SHORT=true takes a gateway, a broker, a worker, a Tempo and a Loki
# contract    hold a lab of its own to registry/, with Weaver (npm run test:contract)
# kubernetes  prove the manifests in kubernetes/ with a real API server, without a lab (npm run test:kubernetes);
#             SHORT=true leaves out what takes machines, which are played
#
# Installs what it needs: npm packages, linters, Chromium, the image with promtool.
# Under CI=true a skipped test is a failure, unless scripts/test/may-be-skipped.txt gives a reason.
# Exit status: 0 all passed, 1 one did not, or something is missing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"
source "$scripts/lab/install.bash"
source "$scripts/lab/go-tool.bash"
source "$scripts/start/engine.bash"
source "$scripts/test/set-up.bash"
source "$scripts/test/skipped.bash"
source "$scripts/test/modes.bash"
source "$scripts/test/run-all.bash"
source "$root/kubernetes/test/tools.bash"

help_if_asked "$@"
step 'what the tests need'
for tool in git jq curl openssl; do ensure_tool "$tool"; done
ensure_tool pgrep procps
ensure_packages
ensure_packages_of bench docs/site
case ${1:-} in
  page) ensure_chromium; exec npm run --silent test:browser --workspace frontend ;;
  links) ensure_chromium; exec npm run --silent test:browser --workspace grafana ;;
  lessons) ensure_chromium; exec node_modules/.bin/node --test --test-isolation=none --test-timeout=600000 lessons/testing/prove.ts ;;
  monitoring) exec node_modules/bats/bin/bats examples/monitoring ;;
  docs) exec node_modules/.bin/node evidence/examples.ts ;;
  hardened) prove_hardened; exit ;;
  sampling) prove_sampling; exit ;;
  scale) prove_scale; exit ;;
  contract) prove_contract; exit ;;
  kubernetes) prove_kubernetes; exit ;;
  '') ;;
  *) wrong_call "unknown argument: $1" ;;
esac
ensure_linters
ensure_images
export PATH=$root/node_modules/.bin:$PATH
make_work_folder
status=0
run_all || status=1
refuse_unexpected_skips "$work/output"
exit "$status"
