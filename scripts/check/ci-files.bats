# ci-files.sh with files that are broken on purpose. Without it, each mistake would first show on a CI server.
setup() {
  bats_require_minimum_version 1.5.0
  # A copy of the files it reads, to break one of them. Without the programs that need a network.
  lab="$BATS_TEST_TMPDIR/a lab"
  mkdir -p "$lab/scripts/check" "$lab/ci" "$lab/.github/workflows" "$lab/images" "$BATS_TEST_TMPDIR/bin"
  cd "$BATS_TEST_DIRNAME/../.." || return 1
  cp -R scripts/{lab,pipeline,pipeline.sh} "$lab/scripts/"
  cp scripts/check/ci-files.sh "$lab/scripts/check/"
  cp .env "$lab/"
  cp ci/.gitlab-ci.yml ci/Jenkinsfile "$lab/ci/"
  cp .github/workflows/ci.yml "$lab/.github/workflows/"
  cp -R .devcontainer "$lab/"
  ln -s "$PWD/node_modules" "$lab/node_modules"
  stub actionlint 0
  stub java 1
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
  check="$lab/scripts/check/ci-files.sh"
}
# stub PROGRAM STATUS
stub() {
  printf '#!/usr/bin/env bash\nexit %s\n' "$2" > "$BATS_TEST_TMPDIR/bin/$1"
  chmod +x "$BATS_TEST_TMPDIR/bin/$1"
}
# spoil FILE SCRIPT: breaks FILE with sed; SCRIPT must change something.
spoil() {
  sed "$2" "$lab/$1" > "$lab/new"
  run -1 cmp -s "$lab/new" "$lab/$1"
  cp "$lab/new" "$lab/$1"
}

@test "as they are, nothing is found; what cannot be had is skipped by name" {
  run -0 "$check"
  [[ "$output" == *'skipped: no java, or no Groovy from Maven Central, so the Jenkinsfile was not compiled'* ]]
  [ -z "$(cd "$lab" && find . -name '*gitlab-ci-local*')" ]
}

@test "a stage that one file lacks, has in another order, or only in a comment is found" {
  spoil ci/Jenkinsfile '/pipeline.sh metrics/d'
  spoil ci/.gitlab-ci.yml 's,- scripts/pipeline.sh traces,# - scripts/pipeline.sh traces,'
  spoil .github/workflows/ci.yml 's,pipeline.sh start,pipeline.sh health,'
  run -1 "$check"
  for file in ci/Jenkinsfile ci/.gitlab-ci.yml .github/workflows/ci.yml; do
    [[ "$output" == *"+++ $file"* ]] || { echo "not named: $file"; return 1; }
  done
}

@test "a stage that pipeline.sh has and no file calls is found" {
  spoil scripts/pipeline/stages.bash "s/readonly STAGES='build/readonly STAGES='ship build/"
  run -1 "$check"
  [[ "$output" == *'-ship'* ]]
}

@test "a development container's file that cannot be read is found" {
  echo '[]' > "$lab/.devcontainer/devcontainer.json"
  run -1 "$check"
  [[ "$output" == *'found something in: devcontainer'* ]]
}

@test "a word that GitLab does not know is found" {
  spoil ci/.gitlab-ci.yml 's/resource_group/resource_groop/'
  run -1 "$check"
  [[ "$output" == *"'resource_groop' property is not expected"* ]]
}

@test "what actionlint finds is found" {
  stub actionlint 1
  run -1 "$check"
  [[ "$output" == *'found something in: github'* ]]
}

# run_gitlab_job STAGE: runs the job `lab` with gitlab-ci-local and a pipeline.sh in which STAGE fails;
# prints the stages that were called.
run_gitlab_job() {
  local clone="$BATS_TEST_TMPDIR/clone $1"
  mkdir -p "$clone/scripts"
  cp "$lab/ci/.gitlab-ci.yml" "$clone/"
  mkdir "$clone/reports"
  echo '{}' > "$clone/reports/report.json"
  printf '#!/usr/bin/env bash\necho "$1" >> called\n[ "$1" != %s ]\n' "$1" > "$clone/scripts/pipeline.sh"
  chmod +x "$clone/scripts/pipeline.sh"
  # It would copy the clone for jobs with an image; this job has none.
  stub rsync 0
  cd "$clone" && git init --quiet . && git -c user.name=test -c user.email=test@example.org commit --quiet --allow-empty --message test
  "$lab/node_modules/.bin/gitlab-ci-local" lab --force-shell-executor --no-shell-isolation > "$BATS_TEST_TMPDIR/job" 2>&1 || gitlab_status=$?
  stages=$(paste -s -d ' ' called)
}

readonly STAGES='build start health verify page links blog traffic traces metrics logs slo report compare dashboards collect cleanup'

@test "GitLab's job: a gate that was not kept, or a regression, fails it after all other stages" {
  for stage in slo compare; do
    gitlab_status=0
    PATH=$lab/node_modules/.bin:$PATH run_gitlab_job "$stage"
    [ "$gitlab_status" -eq 1 ]
    [ "$stages" = "$STAGES" ]
    [ ! -e earlier ]
  done
}

@test "GitLab's job: any other failure ends it, with logs and cleanup; a good run keeps its report" {
  gitlab_status=0
  PATH=$lab/node_modules/.bin:$PATH run_gitlab_job health
  [ "$gitlab_status" -eq 1 ]
  [ "$stages" = 'build start health collect cleanup' ]
  gitlab_status=0
  PATH=$lab/node_modules/.bin:$PATH run_gitlab_job none
  [ "$gitlab_status" -eq 0 ]
  [ "$stages" = "$STAGES" ]
  [ -s earlier/report.json ]
}
