# cache.bash -- results of long builds, kept once per user and shared by every clone.
# Sourced by build.sh and build-compose.sh; used by programs.bash and rootfs.bash.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/otel-lab

# Reads what goes into a build, prints its key: same input, same key, same result.
key() { sha256sum | cut -c 1-16; }

# keep TARGET COMMAND...: makes TARGET by COMMAND once. COMMAND gets an empty
# folder as its last argument; that one takes the final name only when COMMAND
# succeeded, so an interrupted build leaves nothing that looks finished. The lock
# makes a second clone wait for the first and then use its result.
keep() (
  target=$1
  shift
  if [[ -d $target ]]; then return; fi
  mkdir -p "${target%/*}"
  exec {lock}> "$target.lock"
  if ! flock --nonblock "$lock"; then
    say "another build makes ${target##*/}; waiting for it"
    flock "$lock"
  fi
  if [[ -d $target ]]; then return; fi
  # We hold the lock, so what lies here under a temporary name was abandoned.
  rm -rf "$target".tmp-*
  temporary=$(mktemp -d "$target.tmp-XXXXXX")
  trap 'rm -rf "$temporary"' EXIT
  "$@" "$temporary"
  chmod 755 "$temporary"
  mv -T "$temporary" "$target"
)
