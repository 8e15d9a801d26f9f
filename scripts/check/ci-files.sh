#!/usr/bin/env bash
# Usage: scripts/check/ci-files.sh [--help]      (part of npm run check)
# Summary: Check the files of GitHub, GitLab, Jenkins and the development container, each with its own tool.
#
# GitHub's workflow: actionlint, compiled once if it is not installed, and zizmor. GitLab's file:
# gitlab-ci-local, with GitLab's JSON schema. The Jenkinsfile: the compiler of Jenkins' Groovy, fetched once from
# Maven Central; needs Java. The development container's file: the reference implementation reads it,
# which needs no container engine. A tool that is not available is reported as skipped. Also checks that
# the first three call the stages of scripts/pipeline.sh --list, in that order.
# Exit status: 0 nothing found, 1 something found.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../lab/lab.bash"

takes_no_arguments "$@"

readonly ACTIONLINT=v1.7.12
readonly GITHUB=.github/workflows/ci.yml GITLAB=ci/.gitlab-ci.yml JENKINS=ci/Jenkinsfile
# The version in Jenkins' core.
readonly GROOVY=groovy-all-2.4.21.jar GROOVY_SHA256=de65260cf2070442e99882f2f3d72e7531725c1e6a257446cc0cea525c607bd0
readonly GROOVY_URL=https://repo.maven.apache.org/maven2/org/codehaus/groovy/groovy-all/2.4.21/$GROOVY

export PATH=$root/node_modules/.bin:$PATH
make_work_folder

# find_actionlint: the one on PATH, or one that is compiled here, once.
find_actionlint() {
  local folder=$LAB_CACHE/actionlint-$ACTIONLINT
  if command -v actionlint; then return; fi
  [[ -x $folder/actionlint ]] || GOBIN=$folder go install "github.com/rhysd/actionlint/cmd/actionlint@$ACTIONLINT" 2> "$work/answer" || return 1
  echo "$folder/actionlint"
}

check_github() {
  local actionlint
  if ! actionlint=$(find_actionlint); then
    say 'skipped: no actionlint, and no Go that could compile it; get it: brew install actionlint'
    return
  fi
  "$actionlint" "$GITHUB" || return
  # Of npm run check, which installs it; without a network, as what it would ask there changes every day.
  if command -v zizmor > /dev/null; then quiet zizmor --offline --no-progress "$GITHUB"; else say 'skipped: no zizmor here'; fi
}

# It writes next to the file it reads, so it gets a copy.
check_gitlab() {
  mkdir "$work/gitlab"
  cp "$GITLAB" "$work/gitlab/.gitlab-ci.yml"
  (cd "$work/gitlab" && quiet gitlab-ci-local --list-json)
}

sha256_of() { if command -v sha256sum > /dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1; }

# fetch_groovy: afterwards the complete jar is in the cache.
fetch_groovy() {
  if [[ -f $LAB_CACHE/$GROOVY ]]; then return; fi
  mkdir -p "$LAB_CACHE"
  curl --silent --show-error --fail --location --max-time 120 --output "$work/$GROOVY" "$GROOVY_URL" || return 1
  [[ $(sha256_of "$work/$GROOVY") == "$GROOVY_SHA256" ]] || { complain "$GROOVY_URL is not what was expected"; return 1; }
  mv "$work/$GROOVY" "$LAB_CACHE/$GROOVY"
}

check_jenkins() {
  if ! java -version > /dev/null 2>&1 || ! fetch_groovy; then
    say 'skipped: no java, or no Groovy from Maven Central, so the Jenkinsfile was not compiled'
    return
  fi
  quiet java -cp "$LAB_CACHE/$GROOVY" org.codehaus.groovy.tools.FileSystemCompiler -d "$work/classes" "$JENKINS"
}

check_devcontainer() { quiet devcontainer read-configuration --workspace-folder "$root"; }

# stages_of FILE: prints the stages it calls, in order, without comments.
stages_of() { sed -E 's,^[[:space:]]*(#|//).*,,' "$1" | grep -oE 'scripts/pipeline\.sh [a-z-]+' | cut -d ' ' -f 2; }

check_stages() {
  local file status=0
  scripts/pipeline.sh --list > "$work/stages"
  for file in "$GITHUB" "$GITLAB" "$JENKINS"; do
    stages_of "$file" > "$work/called" || true
    diff -u --label 'scripts/pipeline.sh --list' --label "$file" "$work/stages" "$work/called" >&2 || status=1
  done
  return "$status"
}

failed=''
for what in github gitlab jenkins devcontainer stages; do
  step "ci files: $what"
  "check_$what" || failed="$failed $what"
done
[[ -z $failed ]] || fail "found something in:$failed"
