#!/usr/bin/env bats
# The files that registry/ makes, and the rules that it keeps, in a copy of the repository.

setup() {
  copy="$BATS_TEST_TMPDIR/a copy"
  mkdir "$copy"
  root=$BATS_TEST_DIRNAME/../..
  (cd "$root" && git ls-files -z -- registry docs/signals.md '*/names.ts' \
    grafana/src/testing/lab-series.json otel-collector/config.yaml evidence/command stores/ask-error.ts biome.json CHANGELOG.md \
    | xargs -0 cp --parents -t "$copy")
  ln -s "$(cd "$root" && pwd)/node_modules" "$copy/node_modules"
  cd "$copy"
  WEAVER_IMAGE=${WEAVER_IMAGE:-$(sed -n 's/^WEAVER_IMAGE=//p' "$root/.env")}
  export WEAVER_IMAGE
}

signals() { node_modules/.bin/node registry/signals.ts "$@"; }
needs_weaver() {
  docker image inspect "$WEAVER_IMAGE" > /dev/null 2>&1 || skip 'no Weaver'
  [[ $(signals --check 2>&1) != *'cannot be fetched'* ]] || skip "OpenTelemetry's conventions cannot be fetched"
}

# commit MESSAGE: of everything.
commit() {
  git add --all . > /dev/null
  git -c user.name=test -c user.email=test@localhost commit --quiet --message "$1"
}

@test "without Weaver: current as it is; a file that was edited by hand is named, and so is a source" {
  export WEAVER_IMAGE=none
  signals --check
  echo >> docs/signals.md
  sed -i 's/Tasks that there are/Tasks/' registry/model/metrics.yaml
  run signals --check
  [ "$status" -eq 1 ]
  [[ $output == *"not what registry/ makes: docs/signals.md, registry/model/metrics.yaml"* ]]
}

@test "with Weaver: a file that was edited by hand is made again" {
  needs_weaver
  sed -i "s/'lab.task.id'/'lab.task.number'/" backend/src/telemetry/names.ts
  sed -i 's/ "lab.interrupted",//' otel-collector/config.yaml
  run signals --check
  [ "$status" -eq 1 ]
  [[ $output == *"backend/src/telemetry/names.ts, otel-collector/config.yaml"* ]]
  signals
  signals --check
}

@test "with Weaver: a name that is not ours, an id as a label, a unit that is none, a plural: each is refused by name" {
  needs_weaver
  cat >> registry/model/metrics.yaml <<'YAML'
  - name: shop.sales
    stability: stable
    instrument: counter
    unit: seconds
    brief: Broken.
    attributes: [{ ref: lab.task.id, requirement_level: required }]
    annotations: { lab: { by: backend } }
YAML
  run signals --check
  [ "$status" -ne 0 ]
  [[ $output == *"shop.sales does not begin with lab."* ]]
  [[ $output == *"shop.sales has the label lab.task.id, which has a value for each request"* ]]
  [[ $output == *"shop.sales has the unit 'seconds'"* ]]
  [[ $output == *"shop.sales is plural"* ]]
}

@test "with Weaver: what a release had may go only if CHANGELOG.md names it; --changes tells it" {
  needs_weaver
  git init --quiet .
  commit 'a release'
  git tag v1.0.0
  signals --check
  # The last metric of the file.
  sed -i '/name: lab.canary.freshness/,$d' registry/model/metrics.yaml
  signals
  run signals --check
  [ "$status" -eq 1 ]
  [[ $output == *"CHANGELOG.md does not name it: lab.canary.freshness (removed)"* ]]
  run signals --changes
  [[ $output == *lab.canary.freshness* ]]
  echo '- Removed: `lab.canary.freshness`.' >> CHANGELOG.md
  signals --check
}

@test "with Weaver: what is stable keeps its meaning: another unit, a value that is gone" {
  needs_weaver
  git init --quiet .
  commit 'a release'
  git tag v1.0.0
  sed -i 's/unit: By,/unit: "1",/' registry/model/metrics.yaml
  sed -i 's/{ id: too_old, [^}]*}, //' registry/model/attributes.yaml
  signals
  run signals --check
  [ "$status" -ne 0 ]
  [[ $output == *"lab.database.size was a gauge in 'By', and is a gauge in '1'"* ]]
  [[ $output == *"lab.telemetry.reason has no value 'too old' any more"* ]]
}
