# Generates the generated files of images/. Used by update-sums.sh. Every function writes
# into the folder OUT, from variables that the recipe sets (programs.bash lists them).
# shellcheck disable=SC2154  # those variables

# A recipe sets yes when go.sum has to start from the module's own.
seed_sums=no

# generate_go_module OUT: our own module, which needs only the program's module. It
# copies the replacements of that module's go.mod, since Go applies only those of the
# main module. (Replacements by a folder concern only that module's sources.)
generate_go_module() {
  local out=$1 source
  source=$(fetch_module "$module@$version")
  start_module "$out" "$source"
  go mod edit -C "$out" -require="$module@$version"
  go mod edit -json "$source/go.mod" | jq -r '
    def at: .Path + if .Version then "@" + .Version else "" end;
    .Replace[]? | select(.New.Version) | "-replace=\(.Old | at)=\(.New | at)"' \
    | xargs -r go mod edit -C "$out"
  if [[ $seed_sums == yes ]]; then cp "$source/go.sum" "$out/"; fi
  fill_sums "$out"
}

# generate_collector OUT: sources from the Collector Builder, go.mod from the manifest.
# The builder could write go.mod too, but would then run `go mod tidy`, which fetches
# modules that only tests need and that some mirrors lack.
generate_collector() {
  local out=$1 builder=go.opentelemetry.io/collector/cmd/builder@v$version
  start_module "$out" "$(fetch_module "$builder")"
  (
    cd "$out" || exit
    cp "$folder/manifest.yaml" .
    go run "$builder" --config=manifest.yaml --skip-compilation --skip-get-modules
    # The image is for Linux.
    rm -f main_windows.go
  )
  sed -n 's/^ *- gomod: \(.*\) \(.*\)/-require=\1@\2/p' "$folder/manifest.yaml" | xargs go mod edit -C "$out"
  fill_sums "$out"
}

# Prints the folder with the sources of MODULE@VERSION.
fetch_module() { (cd / && go mod download -json "$1" | jq -r .Dir); }

# start_module OUT SOURCE: requires the Go version that the module in SOURCE requires.
start_module() {
  printf 'module otel-lab/images/%s\n\ngo %s\n' "$name" "$(go mod edit -json "$2/go.mod" | jq -r .Go)" > "$1/go.mod"
}

# Adds what the packages need, for each architecture, without `go mod tidy` (see above).
fill_sums() {
  local architecture
  for architecture in amd64 arm64; do
    GOARCH=$architecture go list -C "$1" -mod=mod -tags "$tags" -deps "${packages[@]}" > /dev/null
  done
}

# generate_npm_lock OUT: without addresses, so that installing uses the local registry setting.
generate_npm_lock() {
  ensure_tool npm
  cp "$folder"/package*.json "$1"
  npm install --prefix "$1" --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --silent
}
