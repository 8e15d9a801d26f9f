#!/usr/bin/env bash
# Usage: scripts/pin.sh [--undo] [--help]      (npm run pin)
# Summary: Write the digest of each image into .env, so that its tag cannot become another image.
#
# A tag such as grafana/tempo:2.10.8 can be moved by whoever may push there; a digest cannot. Pulls what is
# not here. What runs next is what .env names then: npm start. A stand-in has no digest, since no registry
# has it: where one stands in, nothing is written.
#
# --undo   take the digests out again
# Exit status: 0 all are pinned, 1 one cannot be, and .env is as it was.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"

help_if_asked "$@"
readonly file=$root/.env
make_work_folder

# digest_of IMAGE: prints IMAGE with its digest, without the one it may have.
digest_of() {
  local image=${1%@*} digests digest
  has_image "$image" || docker pull --quiet "$image" > /dev/null || return 1
  # One of each registry that it was pulled from or pushed to.
  digests=$(docker image inspect --format '{{join .RepoDigests "\n"}}' "$image")
  digest=$(sed -n "s|^${image%:*}@||p" <<< "$digests")
  [[ -n $digest ]] && echo "$image@${digest%%$'\n'*}"
}

undo() { sed 's/^\([A-Z_]*_IMAGE=[^@]*\)@.*/\1/' "$file"; }

pin() {
  local line name image
  while IFS= read -r line; do
    name=${line%%=*}
    if [[ $name != *_IMAGE || $line == '#'* ]]; then echo "$line"; continue; fi
    image=$(digest_of "${line#*=}") || { complain "${line#*=} has no digest: it cannot be pulled, or stands in for the original"; return 1; }
    say "$image" >&2
    echo "$name=$image"
  done < "$file"
}

case ${1:-} in
  '') pin > "$work/env" || fail 'nothing is pinned' ;;
  --undo) undo > "$work/env" ;;
  *) wrong_call "unknown argument: $1" ;;
esac
# In place, with its owner and mode.
cat "$work/env" > "$file"
step "written to .env; npm start uses it"
