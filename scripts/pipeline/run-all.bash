# Runs all stages in order, each in its own process as in a CI system, then in any case collects the
# logs and cleans up.

refuse_project_in_use() {
  # Without an engine nothing can exist; the first stage installs one or says why not.
  engine_answers || return 0
  [[ -z $(of_project ps --all --quiet)$(of_project volume ls --quiet) ]] \
    || cannot_tell "the lab $COMPOSE_PROJECT_NAME exists, and the last stage would remove it with its data." \
      "Use another name and other ports (README, Settings), run a single stage, or remove it: npm run cleanup"
}

timings=() first_failure=0 stage_job=''
# run_stage STAGE: prints its seconds and how it ended. Its own process group lets an interrupted run
# end the whole stage before it cleans up.
run_stage() {
  local status=0 began=$SECONDS verdict=ok
  step "stage $1"
  set -m
  "$scripts/pipeline.sh" "$1" < /dev/null &
  set +m
  stage_job=$!
  wait "$stage_job" || status=$?
  if [[ $status != 0 ]]; then verdict="failed with $status"; fi
  if [[ $first_failure == 0 ]]; then first_failure=$status; fi
  timings+=("$(printf '%6d s  %-15s %s' "$((SECONDS - began))" "$1" "$verdict")")
  return "$status"
}

stage_ended() { ! kill -0 -- "-$stage_job" 2> /dev/null; }
end_run() {
  local stage
  if kill -- "-$stage_job" 2> /dev/null; then poll_until 15 stage_ended || true; fi
  for stage in $AT_THE_END; do run_stage "$stage" || true; done
  step 'seconds per stage'
  printf '%s\n' "${timings[@]}"
}

# A failure ends the run, except in the gate and the comparison: later stages help to explain those.
run_all() {
  local stage
  refuse_project_in_use
  rm -f "$TRAFFIC"
  make_work_folder
  # An interrupted run also collects the logs and cleans up.
  at_exit() { end_run; }
  for stage in $STAGES; do
    run_stage "$stage" || [[ $stage == slo || $stage == compare ]] || break
  done
  at_exit() { :; }
  end_run
  exit "$first_failure"
}
