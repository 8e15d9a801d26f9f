#!/usr/bin/env bats
# The driver: which images it builds, keeps and leaves alone. docker is a stub, and each
# recipe has two lines, so no engine is needed.

setup() {
  lab="$BATS_TEST_TMPDIR/a lab"
  mkdir -p "$lab/images" "$BATS_TEST_TMPDIR/bin"
  cp "$BATS_TEST_DIRNAME"/*.bash "$BATS_TEST_DIRNAME"/build.sh "$lab/images"
  mkdir "$lab/scripts"
  cp -R "$BATS_TEST_DIRNAME/../scripts/lab" "$lab/scripts"
  cp "$BATS_TEST_DIRNAME/../.env" "$lab"
  for name in $("$BATS_TEST_DIRNAME/build.sh" --list); do fake_recipe "$name"; done
  fake_docker
  export PATH="$BATS_TEST_TMPDIR/bin:$PATH" XDG_CACHE_HOME="$BATS_TEST_TMPDIR/cache"
  unset "${!LAB_@}"
}

fake_recipe() {
  mkdir -p "$lab/images/$1"
  cat > "$lab/images/$1/recipe.bash" <<RECIPE
image=registry.test/$1:1
describe() { echo "a fake $1"; }
ingredients() { echo "\${INGREDIENT:-salt}"; }
fill_context() { if [[ \${BROKEN:-} == $1 ]]; then false; fi; echo filled > "\$1/filled"; }
RECIPE
}

# Stores the label of each image in a file; lists what was built in $BATS_TEST_TMPDIR/built.
fake_docker() {
  mkdir "$BATS_TEST_TMPDIR/engine"
  cat > "$BATS_TEST_TMPDIR/bin/docker" <<STUB
#!/usr/bin/env bash
engine="$BATS_TEST_TMPDIR/engine"
file() { tr '/:' '__' <<< "\$1"; }
case "\$1 \$2" in
  "image inspect") cat "\$engine/\$(file "\${*: -1}")" ;;
  "build --label")
    [[ -f \${*: -1}/filled ]] || exit 1
    for argument in "\$@"; do
      case \$argument in dev.otel-lab.key=*) key=\${argument#*=} ;; esac
    done
    while [[ \$1 != --tag ]]; do shift; done
    echo "\$key" > "\$engine/\$(file "\$2")"
    echo "\$2" >> "$BATS_TEST_TMPDIR/built"
    ;;
esac
STUB
  chmod +x "$BATS_TEST_TMPDIR/bin/docker"
}

build() { run "$lab/images/build.sh" "$@"; }
built() { cat "$BATS_TEST_TMPDIR/built" 2> /dev/null || true; }

@test "--list names all fourteen" {
  build --list
  [ "$status" -eq 0 ]
  [ "${#lines[@]}" -eq 14 ]
}

@test "--help prints the header and nothing of the code" {
  build --help
  [ "$status" -eq 0 ]
  [[ ${lines[0]} == "Usage: images/build.sh"* ]]
  [[ $output != *pipefail* ]]
}

@test "an unknown name is a wrong call" {
  build lokki
  [ "$status" -eq 2 ]
  [[ $output == *"no stand-in is called lokki"* ]]
}

@test "without a name all are built, from a path with a space in it" {
  build
  [ "$status" -eq 0 ]
  [ "$(built | wc -l)" -eq 9 ]
}

@test "the second run builds nothing" {
  build loki
  build loki
  [ "$status" -eq 0 ]
  [[ $output == *"up to date: a fake loki"* ]]
  [ "$(built)" == registry.test/loki:1 ]
}

@test "a changed file in the image's folder makes it build again" {
  echo one > "$lab/images/loki/passwd"
  build loki
  echo two > "$lab/images/loki/passwd"
  build loki
  [ "$(built | wc -l)" -eq 2 ]
}

@test "a changed ingredient makes it build again" {
  build loki
  INGREDIENT=pepper build loki
  [ "$(built | wc -l)" -eq 2 ]
}

@test "with --missing an outdated one stays, and an absent one is built" {
  build loki
  echo '# changed' >> "$lab/images/loki/recipe.bash"
  build --missing loki nginx
  [ "$(built)" == "$(printf '%s\n' registry.test/loki:1 registry.test/nginx:1)" ]
}

@test "an original is never overwritten" {
  echo > "$BATS_TEST_TMPDIR/engine/registry.test_loki_1"
  build loki
  [ "$status" -eq 0 ]
  [[ $output == *"left alone"* ]]
  [ -z "$(built)" ]
}

@test "one that fails is named, and the others are built" {
  BROKEN=node build node nginx
  [ "$status" -eq 1 ]
  [[ ${lines[-1]} == "build: not built: node"* ]]
  [ "$(built)" == registry.test/nginx:1 ]
}

@test "a failing docker build is a failure" {
  sed -i 's/echo filled.*/true; }/' "$lab/images/loki/recipe.bash"
  build loki
  [ "$status" -eq 1 ]
  [[ $output == *"docker build of registry.test/loki:1 failed"* ]]
}

@test "a reference of the shell wins over .env" {
  sed -i 's/^image=.*/image=$LOKI_IMAGE/' "$lab/images/loki/recipe.bash"
  LOKI_IMAGE=mirror.test/loki:2 build loki
  [ "$(built)" == mirror.test/loki:2 ]
}

@test "without an engine it says so before it builds anything" {
  printf '#!/bin/sh\nexit 1\n' > "$BATS_TEST_TMPDIR/bin/docker"
  build loki
  [ "$status" -eq 1 ]
  [[ $output == *"no container engine answers"* ]]
}
