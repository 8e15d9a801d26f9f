#!/usr/bin/env bash
# Usage: scripts/sbom.sh [--help]      (npm run sbom)
# Summary: List what the lab is made of, with licences (CycloneDX), and look for secrets in the history.
#
# Writes to reports/sbom/: npm.cdx.json, bench.cdx.json and site.cdx.json, each package of a lock file; an
# IMAGE.cdx.json for each image that is here; and licences.txt, how many packages have which licence.
# Images are read by syft, the history by gitleaks; both are compiled once, if Go is here.
# Known vulnerabilities: npm audit, and osv-scanner if it is installed. Both need the network.
# What cannot be had is named as skipped.
# Exit status: 0 nothing found, 1 a licence that nobody has agreed to, a secret or a vulnerability.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"
source "$scripts/lab/install.bash"
source "$scripts/lab/go-tool.bash"
source "$scripts/test/set-up.bash"
source "$scripts/sbom/packages.bash"
source "$scripts/sbom/tools.bash"

takes_no_arguments "$@"
ensure_packages
ensure_packages_of bench docs/site
readonly out=$root/reports/sbom
mkdir -p "$out"
make_work_folder

status=0
step 'packages'
list_packages
step 'licences'
check_licences || status=1
step 'images'
list_images
step 'secrets in the history'
check_history || status=1
step 'known vulnerabilities'
check_vulnerabilities || status=1
step "written to $out"
exit "$status"
