# work-folder.bash -- a folder for what a script needs until it ends, and the one way to end.

# make_work_folder: sets $work. However the script ends, Ctrl-C included: at_exit (if the script has
# one) is called, background jobs are stopped, and the folder goes. Exit status 128 + signal.
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
    # A job that was started with its own process group takes its children along.
    kill -- "-$job" 2> /dev/null || kill "$job" 2> /dev/null || true
  done
  wait 2> /dev/null || true
  rm -rf "$work"
  exit "$status"
}
