# Compiles Go programs from their modules, each once per user.
# Used by build.sh and one-program.bash; kept by cache.bash.

# The script that sources this sets the first two, a recipe the rest: the module, its
# packages to compile and its files to copy. go.mod and go.sum beside the recipe pin
# all other versions.
name='' folder=''
module='' version='' packages=() module_files=() tags='' ldflags=''

# No C in the binary, so that it runs in a scratch image; no paths of this machine.
export CGO_ENABLED=0 GOWORK=off
go_flags=(-mod=readonly -trimpath -buildvcs=false)

# Everything that decides what the program does, except Go's version: each patch of Go
# would cost each user a quarter of an hour.
program_key() {
  {
    cat "$folder"/go.mod "$folder"/go.sum
    find "$folder" -name '*.go' -print0 | LC_ALL=C sort -z | xargs -r -0 cat
    printf '%s\n' "${go_flags[@]}" "${packages[@]}" "${module_files[@]}" "$tags" "$ldflags" "$(uname -m)"
  } | key
}

program_folder() { echo "$LAB_CACHE/programs/$name-$(program_key)"; }

# Afterwards the programs, and the module_files, are in program_folder.
make_program() { keep "$(program_folder)" compile; }

compile() {
  local out=$1 log file module_folder
  log=${out%.tmp-*}.log
  need_go
  say "compiling with $(go env GOVERSION); the first time takes minutes"
  go build -C "$folder" -v "${go_flags[@]}" -tags "$tags" -ldflags "-s -w $ldflags" -o "$out/" "${packages[@]}" \
    2>&1 | show_progress "$log" || explain_failure "$log"
  for file in "${module_files[@]}"; do
    module_folder=$(go list -C "$folder" -m -f '{{.Dir}}' "$module")
    cp "$module_folder/$file" "$out/"
  done
  # Files of the module cache are read-only, and cp keeps that.
  chmod -R u+w "$out"
}

need_go() { use_go "$(sed -n 's/^go //p' "$folder/go.mod")"; }

# In what `go build -v` prints, a download or a package's path alone is progress;
# the rest is the error.
explain_failure() {
  grep -v -E '^(go: downloading .*|[^ :]+)$' "$1" >&2 || tail -n 5 "$1" >&2
  fail "$name: ${module:-its Go modules} $version did not compile: reasons above, all of it in $1." \
    "If a module could not be fetched, see whether GOPROXY ($(go env GOPROXY)) answers; then run this again"
}
