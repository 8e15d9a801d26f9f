#!/usr/bin/env bash
# Usage: scripts/pipeline.sh [STAGE] [--list] [--help]
# Summary: Run all stages of a CI job in order, or one of them.
#
# STAGE     only this one, as the files in ci/ and .github/ do, in the order of --list
# --list    print the stages, one per line
#
# Without an argument all stages run. The first failure ends the run, except in the gate (slo) and
# the comparison with an earlier report: the stages after them help to explain it. In any case the
# logs are then collected, and the lab is removed with its data. The whole run therefore refuses a
# project that exists: give it its own COMPOSE_PROJECT_NAME and its own *_PORT of .env.
# Results are in reports/: JUnit as .xml, report.html, report.md, report.json, slo.json, logs.tar.gz.
# Variables: LAB_CI_RATE (requests a second, default 10), LAB_CI_DURATION (of traffic, default 70s),
# LAB_EARLIER_REPORT (report.json of the last good run, default earlier/report.json).
# Exit status: that of the first stage that failed; 2 also for wrong arguments or a project in use.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"
source "$scripts/pipeline/stages.bash"
source "$scripts/pipeline/run-all.bash"

help_if_asked "$@"
[[ $# -le 1 ]] || wrong_call 'one stage at a time'
case ${1:-} in
  '') run_all ;;
  --list) tr ' ' '\n' <<< "$STAGES $AT_THE_END" ;;
  -*) wrong_call "unknown argument: $1" ;;
  *)
    [[ " $STAGES $AT_THE_END " == *" $1 "* ]] || wrong_call "there is no stage $1; they are: $STAGES $AT_THE_END"
    "$1" ;;
esac
