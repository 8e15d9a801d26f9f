#!/usr/bin/env bash
# Usage: images/build.sh [--help] [--list] [--missing] [NAME...]
# Summary: Build stand-ins for the lab's images when no image registry can be reached.
#
# Without NAME, all that the lab needs. A stand-in has the name and tag from .env (or the
# environment) and is built only from package registries, or from a release tarball
# in LAB_OFFLINE_DIR (default: offline/ in this repository).
# An original image with that name is never replaced; a current stand-in is not
# rebuilt; with --missing an outdated one is not either. Compiled and fetched files
# are kept in ${XDG_CACHE_HOME:-~/.cache}/otel-lab, for all clones of this user.
#
# A failed build does not stop the others. Exit status: 0 all are there, 1 at least
# one failed (the last line names them), 2 wrong arguments. Grafana without a tarball
# is no failure: a line says so, and its image stays absent.

# shellcheck source-path=SCRIPTDIR
set -euo pipefail

images=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

source "$images/../scripts/lab/lab.bash"
source "$scripts/lab/install.bash"
source "$images/cache.bash"
source "$images/go-command.bash"
source "$images/programs.bash"
source "$images/rootfs.bash"
source "$images/ca-bundle.bash"
source "$images/tarballs.bash"
source "$images/stand-ins.bash"

# Quick ones first, so that results appear early.
names=(busybox node nginx otel-collector prometheus alertmanager loki tempo grafana)
# Built only when named: the lab runs without.
extras=(toxiproxy weaver)
scaled=(kafka versitygw thanos)
if is_mode scale; then names+=("${scaled[@]}"); else extras+=("${scaled[@]}"); fi

# The recipe's ingredients and every file in the image's folder.
stand_in_key() {
  { ingredients; cd "$folder"; find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum; } | key
}

# build_stand_in NAME: runs in a subshell, so that recipes do not affect each other.
build_stand_in() {
  local image='' key
  name=$1 folder=$images/$1
  # The default for recipes that can always be built.
  available() { true; }
  # shellcheck source=/dev/null  # one recipe per image, chosen here
  source "$folder/recipe.bash"

  if ! available; then return; fi
  key=$(stand_in_key)
  case $(image_state "$image" "$key") in
    outdated) if [[ $missing_only == yes ]]; then step "$name: $image is here"; else follow_recipe "$image" "$key"; fi ;;
    original) step "$name: $image is here as the original; left alone" ;;
    current) step "$name: $image is up to date: $(describe)" ;;
    *) follow_recipe "$image" "$key" ;;
  esac
}

follow_recipe() {
  local image=$1 key=$2 start=$SECONDS
  step "$name: $image as a stand-in: $(describe)"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  cp -R "$folder" "$work/context"
  fill_context "$work/context"
  build_image "$image" "$key" "$(describe)" "$work/context"
  say "$name took $((SECONDS - start)) s"
}

# The status is read in a separate line: bash ignores errexit in everything called
# in an `if` or before a `||`, however deep.
build_all() {
  local next status failed=()
  for next in "$@"; do
    set +e
    (set -e; build_stand_in "$next")
    status=$?
    set -e
    if (( status != 0 )); then failed+=("$next"); fi
  done
  if (( ${#failed[@]} > 0 )); then fail "not built: ${failed[*]} (reasons above)"; fi
}

check_names() {
  local name
  for name in "$@"; do
    [[ " ${names[*]} ${extras[*]} " == *" $name "* ]] \
      || wrong_call "no stand-in is called $name; there are: ${names[*]} ${extras[*]}"
  done
}

missing_only=no
if [[ ${1:-} == --missing ]]; then missing_only=yes; shift; fi
help_if_asked "$@"
case ${1:-} in
  --list) printf '%s\n' "${names[@]}" "${extras[@]}" ;;
  *)
    if (( $# == 0 )); then set -- "${names[@]}"; fi
    check_names "$@"
    engine_answers || fail "no container engine answers; see what this says: docker version"
    build_all "$@"
    forget_unused
    ;;
esac
