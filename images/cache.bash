# cache.bash -- results of long builds, kept once per user and shared by every clone.
# Used by programs.bash, rootfs.bash, go-command.bash and the node recipe.

# Reads all that goes into a build and prints its key: same input, same key.
key() { sha256sum | cut -c 1-16; }

# keep TARGET COMMAND...: makes the folder TARGET by COMMAND, once. COMMAND gets
# an empty folder as its last argument, which takes the final name only when
# COMMAND succeeded: an interrupted build leaves nothing that looks finished. The
# lock makes a second clone wait for the first and then use what that one made.
keep() (
  target=$1
  shift
  if [[ -d $target ]]; then
    # Tells forget_unused that it is in use.
    touch "$target"
    return
  fi
  mkdir -p "${target%/*}"
  exec {lock}> "$target.lock"
  if ! flock --nonblock "$lock"; then
    say "another build makes ${target##*/}: waiting for it"
    flock "$lock"
  fi
  if [[ -d $target ]]; then return; fi

  # We hold the lock, so what lies here under a temporary name was abandoned.
  rm -rf "$target".tmp-*
  temporary=$(mktemp -d "$target.tmp-XXXXXX")
  trap 'rm -rf "$temporary"' EXIT
  # mktemp makes private folders; this one's mode may end up in an image.
  chmod 755 "$temporary"
  "$@" "$temporary"
  mv -T "$temporary" "$target"
)

# forget_unused: deletes what no build has used for 90 days, such as programs of versions that are gone.
forget_unused() { find "$LAB_CACHE" -mindepth 2 -maxdepth 2 -mtime +90 -exec rm -rf {} + 2> /dev/null || true; }
