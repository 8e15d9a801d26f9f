#!/usr/bin/env bash
# Usage: scripts/signals.sh [--check | --changes] [--help]      (npm run signals)
# Summary: Make docs/signals.md, the names in the code, and what else repeats a name, of registry/.
#
# --check    instead, see whether they are current, and whether the registry keeps its rules; without
#            Weaver's image, by their sums alone
# --changes  instead, print as Markdown what changed since the last release
#
# Needs Weaver: its image from a registry, or a stand-in from a release tarball in LAB_OFFLINE_DIR.
# Exit status: 0 done, 1 something is not current, or a change is not named in CHANGELOG.md.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"
source "$scripts/test/set-up.bash"

help_if_asked "$@"
ensure_packages
if [[ ${1:-} != --check ]]; then
  ensure_image weaver "$WEAVER_IMAGE"
  has_image "$WEAVER_IMAGE" || fail "Weaver cannot be had: neither $WEAVER_IMAGE, nor a tarball for a stand-in (images/README.md)"
fi
run_typescript registry/signals.ts "$@"
