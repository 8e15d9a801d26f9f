# Results of long builds, stored once per user and shared by all clones.
# Used by programs.bash, rootfs.bash, go-command.bash and the node recipe.

# Reads everything that goes into a build and prints its key: same input, same key.
key() { sha256sum | cut -c 1-16; }

# keep TARGET COMMAND...: creates the folder TARGET with COMMAND, once. COMMAND gets
# an empty folder as its last argument, which is renamed to TARGET only if COMMAND
# succeeds, so an interrupted build leaves nothing that looks finished. The lock
# makes a second clone wait for the first and then use its result.
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

  # We hold the lock, so any temporary folder here was abandoned.
  rm -rf "$target".tmp-*
  temporary=$(mktemp -d "$target.tmp-XXXXXX")
  trap 'rm -rf "$temporary"' EXIT
  # mktemp creates private folders, but this mode may end up in an image.
  chmod 755 "$temporary"
  "$@" "$temporary"
  mv -T "$temporary" "$target"
)

# forget_unused: deletes what no build has used for 90 days, such as programs of versions that are gone.
forget_unused() { find "$LAB_CACHE" -mindepth 2 -maxdepth 2 -mtime +90 -exec rm -rf {} + 2> /dev/null || true; }
