# run-all.bash -- all stages in order, each in a process of its own as a CI system does it; then, however
# they ended, the logs and the cleanup.

refuse_project_in_use() {
  # Without an engine there is nothing; the first stage brings one or says why not.
  engine_answers || return 0
  [[ -z $(of_project ps --all --quiet)$(of_project volume ls --quiet) ]] \
    || cannot_tell "the lab $COMPOSE_PROJECT_NAME exists, and the last stage would remove it with its data." \
      "Use another name and other ports (README, Settings), run a single stage, or remove it: npm run cleanup"
}

timings=() first_failure=0 stage_job=''
# run_stage STAGE: its seconds and how it ended. With a process group of its own, so that an interrupted
# run ends all of it before it cleans up.
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

# What failed ends the run, except the gate and the comparison: what comes after them tells why.
run_all() {
  local stage
  refuse_project_in_use
  rm -f "$TRAFFIC"
  make_work_folder
  # Interrupted, too, the run collects the logs and cleans up.
  at_exit() { end_run; }
  for stage in $STAGES; do
    run_stage "$stage" || [[ $stage == slo || $stage == compare ]] || break
  done
  at_exit() { :; }
  end_run
  exit "$first_failure"
}
