# generate.bash -- the generated files of images/, each from what a person wrote.
# Used by update-sums.sh. Every function writes into the folder OUT; what the recipe
# set (programs.bash lists it) says from what.
# shellcheck disable=SC2154  # those variables

# A recipe says yes where go.sum has to start from the module's own.
seed_sums=no

# generate_go_module OUT: a module of ours that needs only the program's module,
# with the replacements which that module's own go.mod asks for, because Go heeds
# those of the main module alone. (One by a folder is about its own sources.)
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

# generate_collector OUT: sources by the Collector Builder, go.mod from the lines
# of the manifest. The builder could write go.mod too, but then runs `go mod tidy`,
# which asks for modules that only tests need and that not every mirror has.
generate_collector() {
  local out=$1 builder=go.opentelemetry.io/collector/cmd/builder@v$version
  start_module "$out" "$(fetch_module "$builder")"
  (
    cd "$out" || exit
    cp "$folder/manifest.yaml" .
    go run "$builder" --config=manifest.yaml --skip-compilation --skip-get-modules
    # The image is a Linux one.
    rm -f main_windows.go
  )
  sed -n 's/^ *- gomod: \(.*\) \(.*\)/-require=\1@\2/p' "$folder/manifest.yaml" | xargs go mod edit -C "$out"
  fill_sums "$out"
}

# Prints the folder with the sources of MODULE@VERSION.
fetch_module() { (cd / && go mod download -json "$1" | jq -r .Dir); }

# start_module OUT SOURCE: asks for the Go that the module in SOURCE asks for.
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

# generate_npm_lock OUT: without addresses, so whoever installs uses their own registry.
generate_npm_lock() {
  ensure_tool npm
  cp "$folder"/package*.json "$1"
  npm install --prefix "$1" --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --silent
}
