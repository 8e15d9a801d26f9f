#!/usr/bin/env bash
# Usage: images/build.sh [--help] [--list] [NAME...]
# Summary: Make stand-ins for the lab's images where no image registry can be reached.
#
# Without NAME, all of them. A stand-in has the name and tag that .env (or the
# environment) gives, and is made out of package registries only, or out of a
# release tarball in LAB_OFFLINE_DIR (default: offline/ in this repository).
# An original image under that name is never replaced; a stand-in that is
# current is not built again. Programs are kept in ${XDG_CACHE_HOME:-~/.cache}/otel-lab.
#
# A build that fails does not stop the others. Exit status: 0 all there, 1 at
# least one failed (named in the last line), 2 wrong call. Grafana without a
# tarball is no failure: the line says so, and its image stays absent.
set -euo pipefail

images=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(dirname "$images")
offline=${LAB_OFFLINE_DIR:-$repository/offline}

for part in progress cache host-tools go-command programs rootfs ca-bundle engine tarballs; do
  # shellcheck source=/dev/null  # the files beside this one, each checked by itself
  source "$images/$part.bash"
done

# Quick ones first: whoever waits sees results early.
names=(busybox node nginx otel-collector prometheus loki tempo grafana)

# The image references; as in Compose a variable of the shell wins over .env.
read_references() {
  local variable value
  while IFS='=' read -r variable value; do
    if [[ $variable == *_IMAGE ]]; then export "$variable=${!variable:-$value}"; fi
  done < "$repository/.env"
}

# Everything in the image's folder and every ingredient that its recipe names.
stand_in_key() {
  { ingredients; cd "$folder"; find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum; } | key
}

# One image, in a subshell of its own: what a recipe sets is seen by no other.
build_stand_in() (
  name=$1 folder=$images/$1
  # A recipe that can always be followed need not say so.
  available() { true; }
  # shellcheck source=/dev/null  # one recipe per image, chosen at run time
  source "$folder/recipe.bash"
  # The recipe sets it. shellcheck cannot see that.
  # shellcheck disable=SC2154
  reference=$image

  if ! available; then return; fi
  key=$(stand_in_key)
  case $(image_state "$reference" "$key") in
    original) step "$name: $reference is here as the original; left alone" ;;
    current) step "$name: $reference is up to date ($(describe))" ;;
    *) build_from_recipe ;;
  esac
)

build_from_recipe() {
  local start=$SECONDS
  step "$name: $reference from $(describe)"
  context=$(mktemp -d)
  trap 'rm -rf "$context"' EXIT
  cp -R "$folder/." "$context"
  fill_context "$context"
  build_image "$reference" "$key" "$(describe)" "$context"
  say "$name took $((SECONDS - start)) s"
}

# Errexit does not work in what follows an `if` or `||`: so we ask for the status afterwards.
build_all() {
  local name status failed=()
  for name in "$@"; do
    set +e
    (set -e; build_stand_in "$name")
    status=$?
    set -e
    if (( status != 0 )); then failed+=("$name"); fi
  done
  if (( ${#failed[@]} > 0 )); then fail "failed: ${failed[*]} (reasons above); the others are built"; fi
}

check_names() {
  local name
  for name in "$@"; do
    if [[ " ${names[*]} " != *" $name "* ]]; then
      echo "images/build.sh: no stand-in is called $name; there are: ${names[*]}" >&2
      exit 2
    fi
  done
}

case ${1:-} in
  --help) print_header ;;
  --list) printf '%s\n' "${names[@]}" ;;
  *)
    if (( $# == 0 )); then set -- "${names[@]}"; fi
    check_names "$@"
    read_references
    docker version > /dev/null 2>&1 || fail "no container engine answers; see whether this does: docker version"
    build_all "$@"
    ;;
esac
