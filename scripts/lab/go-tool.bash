# Programs of the checks and tests that are written in Go: the one on PATH, otherwise compiled once per user.

# find_go_tool MODULE@VERSION: prints the program's path.
find_go_tool() {
  local module=${1%@*} version=${1#*@} name folder
  # A path may end with the major version.
  name=$(basename "${module%/v[0-9]*}")
  folder=$LAB_CACHE/$name-$version
  command -v "$name" && return
  if [[ ! -x $folder/$name ]]; then
    command -v go > /dev/null || return 1
    say "compiling $name $version, once, for up to some minutes" >&2
    GOBIN=$folder go install "$1" > "$work/go" 2>&1 || return 1
  fi
  echo "$folder/$name"
}
