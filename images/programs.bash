# programs.bash -- compiles Go programs out of their modules, each once per user.
# Sourced by build.sh and build-compose.sh; kept by cache.bash.

# A recipe sets these; go.mod and go.sum beside it pin everything else.
module='' version='' packages=() module_files=() tags='' ldflags=''

# No C and no paths of this machine in the binary: it runs in a scratch image,
# and every machine makes the same one.
go_flags=(-mod=readonly -trimpath -buildvcs=false)

# All that decides what the binary does. Not the version of Go: else a patch of
# it would cost each user a quarter of an hour of compiling.
program_key() {
  {
    cat "$folder"/go.mod "$folder"/go.sum
    find "$folder" -name '*.go' | LC_ALL=C sort | xargs -r -d '\n' cat
    printf '%s\n' "${go_flags[@]}" "${packages[@]}" "${module_files[@]}" "$tags" "$ldflags" "$(uname -m)"
  } | key
}

program_folder() { echo "$cache/programs/$name-$(program_key)"; }

# Afterwards the programs, and the module_files, are in program_folder.
make_program() { keep "$(program_folder)" compile; }

compile() {
  local out=$1 go log=$cache/programs/$name.log file
  go=$(go_command "$(sed -n 's/^go //p' "$folder/go.mod")")
  say "compiling with $("$go" env GOVERSION); the first time takes minutes"
  export CGO_ENABLED=0 GOTOOLCHAIN=local GOWORK=off GOFLAGS=''
  "$go" build -C "$folder" -v "${go_flags[@]}" -tags "$tags" -ldflags "-s -w $ldflags" -o "$out/" "${packages[@]}" \
    2>&1 | show_progress "$log" || explain_failure "$log"
  for file in "${module_files[@]}"; do
    cp "$("$go" list -C "$folder" -m -f '{{.Dir}}' "$module")/$file" "$out/"
  done
  chmod -R u+w "$out"
}

# A line of `go build -v` that is only a package's path, or a download, is progress; the rest is the error.
explain_failure() {
  grep -v -E '^(go: downloading .*|[^ :]+)$' "$1" >&2 || tail -n 5 "$1" >&2
  fail "$name: ${module:-its Go modules} ${version:-} did not compile (reasons above, all in $1);" \
    "if a module could not be fetched, see whether GOPROXY ($(go env GOPROXY 2> /dev/null)) answers, then run this again"
}
