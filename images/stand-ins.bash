# Lists and builds stand-ins in the container engine.
# Used by build.sh.

# image_state REFERENCE KEY prints: absent, original (not ours, so never replaced),
# current (ours, with the same ingredients) or outdated.
image_state() {
  local found
  if ! found=$(docker image inspect --format \
    '{{with .Config.Labels}}{{index . "dev.otel-lab.key"}}{{end}}' "$1" 2> /dev/null); then
    echo absent
  elif [[ -z $found ]]; then
    echo original
  elif [[ $found == "$2" ]]; then
    echo current
  else
    echo outdated
  fi
}

# build_image REFERENCE KEY DESCRIPTION CONTEXT
build_image() {
  local old
  old=$(docker image inspect --format '{{.Id}}' "$1" 2> /dev/null || true)
  quietly "docker build of $1 failed" \
    docker build --label "dev.otel-lab.stand-in=$3" --label "dev.otel-lab.key=$2" --tag "$1" "$4"
  if [[ -n $old ]]; then remove_nameless "$old"; fi
}

# remove_nameless ID: removes the stand-in whose name the new one took, unless it is in use.
remove_nameless() {
  if [[ $(docker image inspect --format '{{len .RepoTags}}' "$1") == 0 ]]; then
    docker image rm "$1" > /dev/null 2>&1 || true
  fi
}

# owned_folders FILE.tar UID PATH...: empty private folders of that user. ADD keeps the
# owners in a tarball; an image without a shell cannot create such folders otherwise.
owned_folders() {
  local tarball=$1 uid=$2 scratch
  shift 2
  scratch=$(mktemp -d)
  (cd "$scratch" && mkdir -p "$@")
  tar --create --file "$tarball" --directory "$scratch" --no-recursion \
    --numeric-owner --owner="$uid" --group="$uid" --mode=0700 "$@"
  rm -rf "$scratch"
}
