# A temporary folder for a script, and the cleanup when the script ends.

# make_work_folder: sets $work. When the script ends, also by Ctrl-C, at_exit (if defined) is called,
# background jobs are stopped, and the folder is removed. Exit status after a signal: 128 + signal.
make_work_folder() {
  work=$(mktemp -d)
  trap end_work EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

end_work() {
  local status=$? job
  trap '' HUP INT TERM
  if declare -F at_exit > /dev/null; then at_exit || true; fi
  for job in $(jobs -p); do
    # A job with its own process group is stopped with its children.
    kill -- "-$job" 2> /dev/null || kill "$job" 2> /dev/null || true
  done
  wait 2> /dev/null || true
  rm -rf "$work"
  exit "$status"
}
