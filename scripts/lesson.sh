#!/usr/bin/env bash
# Usage: scripts/lesson.sh [--help] [N [COMMAND]] | review | reset      (npm run lesson -- N COMMAND)
# Summary: Break the running lab on purpose, find out why, and prove it.
#
# Without arguments: all lessons, with your progress. N is a lesson's number; COMMAND is one of
#   start     tell the story and put the fault into the lab (also without COMMAND)
#   hint      one more hint each time, of three
#   apply     run your files, to look at the effect
#   check     run your files, make traffic, and ask the stores whether it is mended. A lesson that
#             asks for a cause is told it: check trace=ID
#   solve     make one right change in your files, and show it
#   explain   what was wrong and how to notice it next time; after passing
#   skip      go on with the next lesson
#   reset     put the lab back and forget your files of this lesson
# review      checks all lessons that you mended again, and reopens what no longer holds
# reset       puts the lab back and forgets everything
#
# Your files are copies in .lab/lessons/, which git ignores; the repository is never changed.
# Exit status of check: 0 passed, 1 not yet, 2 it cannot tell, since traffic or telemetry is missing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"
source "$scripts/test/set-up.bash"

help_if_asked "$@"
if ! is_plain; then cannot_tell 'lessons are for the plain lab: LAB_HARDENED=false LAB_SAMPLING=false LAB_SCALE=false npm start'; fi
# Not in a container, as other commands may: it runs docker.
ensure_packages
run_typescript lessons/main.ts "$@"
