#!/usr/bin/env bash
# Usage: images/build-actionlint.sh [--help]
# Summary: Compile actionlint from its Go module, and print where the program is.
#
# It stays in ${XDG_CACHE_HOME:-~/.cache}/otel-lab and is not compiled again; what is
# told meanwhile goes to stderr. Used by scripts/check/ci-files.sh.

# shellcheck source-path=SCRIPTDIR
set -euo pipefail

images=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

source "$images/one-program.bash"
takes_no_arguments "$@"
use_recipe actionlint

make_program >&2
echo "$(program_folder)/actionlint"
