# engine.bash -- stand-ins in the container engine: which are there, and building one.
# Sourced by build.sh.

# image_state REFERENCE KEY: absent, original (not ours, so never replaced),
# current (ours, made of the same things) or outdated.
image_state() {
  local found
  if ! found=$(docker image inspect --format '{{with .Config.Labels}}{{index . "dev.otel-lab.key"}}{{end}}' "$1" 2> /dev/null); then
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
  local log=$4.log
  docker build --label "dev.otel-lab.stand-in=$3" --label "dev.otel-lab.key=$2" \
    --tag "$1" "$4" > "$log" 2>&1 || { cat "$log" >&2; fail "docker build of $1 failed (above)"; }
  rm -f "$log"
}

# owned_folders FILE.tar UID PATH...: empty private folders of that user. ADD keeps
# the owner of what is in a tarball; an image without a shell has no other way.
owned_folders() {
  local tarball=$1 uid=$2 scratch
  shift 2
  scratch=$(mktemp -d)
  (
    cd "$scratch"
    mkdir -p "$@"
    tar --create --file "$tarball" --no-recursion --numeric-owner --owner="$uid" --group="$uid" --mode=0700 "$@"
  )
  rm -rf "$scratch"
}
