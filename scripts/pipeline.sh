#!/usr/bin/env bash
# Usage: scripts/pipeline.sh [STAGE] [--list] [--help]
# Summary: Run the stages of a CI job, in order, or one of them; each calls the script that does it.
#
# STAGE     this one alone, as the files in ci/ and .github/ do; in the order that --list prints
# --list    the stages, one per line
#
# Without an argument all are run. What failed ends the run, except the gate (slo) and the comparison
# with an earlier report, after which the others still tell why. Then the logs are collected and the
# lab is removed with its data, whatever happened: so the whole run refuses a project that has some.
# Give it one of its own, and its own ports: COMPOSE_PROJECT_NAME, and the *_PORT of .env.
# Results are in reports/: JUnit as .xml, report.html, report.md, report.json, slo.json, logs.tar.gz.
# Variables: LAB_CI_RATE (requests a second, default 10), LAB_CI_DURATION (of traffic, default 70s),
# LAB_EARLIER_REPORT (report.json of the last good run, default earlier/report.json).
# Exit status: that of the first stage that failed; 2 also for a wrong call or a project in use.
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
