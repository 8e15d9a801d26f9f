# Which licences need a person to read them.
source "$BATS_TEST_DIRNAME/../lab/lab.bash"
source "$BATS_TEST_DIRNAME/packages.bash"

setup() {
  out=$BATS_TEST_TMPDIR work=$BATS_TEST_TMPDIR
  for name in npm bench site; do echo '{"components": []}' > "$out/$name.cdx.json"; done
}

# package LICENCE: one package is listed, as npm does.
package() { printf '{"components": [{"name": "a", "version": "1", "licenses": [%s]}]}' "$1" > "$out/bench.cdx.json"; }

@test 'a licence that is known passes, also as a choice' {
  package '{"license": {"id": "MIT"}}'
  check_licences
  package '{"expression": "(GPL-2.0 OR Apache-2.0)"}'
  check_licences
}

@test 'an unknown licence, or none, is named with its package' {
  package '{"license": {"id": "AGPL-3.0"}}'
  run check_licences
  [ "$status" -eq 1 ]
  [[ $output == *'a@1 has the licence AGPL-3.0'* ]]
  package ''
  run check_licences
  [[ $output == *'a@1 has the licence none'* ]]
}

@test 'of licences that hold together, one that is known is not enough' {
  package '{"expression": "MIT AND AGPL-3.0"}'
  run check_licences
  [ "$status" -eq 1 ]
}
