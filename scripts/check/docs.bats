# Every command and file that README and docs mention exists.
setup() {
  cd "$BATS_TEST_DIRNAME/../.."
  pages=$(git ls-files '*.md')
}

@test "every npm command that a page names is one" {
  for command in $(grep -ohE 'npm run [a-z:-]+' $pages | cut -d ' ' -f 3 | sort -u); do
    jq -e --arg command "$command" '.scripts[$command]' package.json > /dev/null || { echo "npm run $command"; return 1; }
  done
}

@test "every file that a page links to exists" {
  for page in $pages; do
    for target in $(grep -oE '\]\([^)#]+' "$page" | cut -c 3- | grep -v '^https\?://'); do
      [ -e "$(dirname "$page")/$target" ] || { echo "$page: $target"; return 1; }
    done
  done
}

@test "every variable that the README sets is one that something reads" {
  for name in $(grep -oE '\b[A-Z]+_[A-Z_]+=' README.md | tr -d = | sort -u); do
    git grep -q "$name" -- docker-compose.yml .env scripts images || { echo "$name"; return 1; }
  done
}

@test "each table has a title over its first column, as screen readers need it" {
  git ls-files -z '*.md' | xargs -0 awk 'before ~ /^\| +\|/ && /^\| *-/ { print FILENAME ": " before } { before = $0 }' > "$BATS_TEST_TMPDIR/found"
  cat "$BATS_TEST_TMPDIR/found"
  [ ! -s "$BATS_TEST_TMPDIR/found" ]
}

@test "the README stays a page: at most 150 lines" {
  [ "$(wc -l < README.md)" -le 150 ]
}

@test "the default of each image in the compose file and the Dockerfiles is that of .env" {
  while IFS='=' read -r name reference; do
    for file in docker-compose.yml */Dockerfile examples/*/Dockerfile; do
      for default in $(grep -hoE "$name(:-|=)[^} ]+" "$file" | sed -E "s/^$name(:-|=)//"); do
        [ "$default" = "$reference" ] || { echo "$file: $name is $default, not $reference"; return 1; }
      done
    done
  done < <(grep _IMAGE= .env)
}
