# What every script here and in images/ needs; each sources it first. Works with bash 3.2, the
# version of macOS.

scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=$(dirname "$scripts")
self=$(basename "$0" .sh)
called_from=$PWD
cd "$root" || exit 1

source "$scripts/lab/output.bash"
source "$scripts/lab/arguments.bash"
source "$scripts/lab/settings.bash"
source "$scripts/lab/waiting.bash"
source "$scripts/lab/work-folder.bash"
source "$scripts/lab/engine.bash"
source "$scripts/lab/typescript.bash"
