# Runs the TypeScript of evidence/ as it is: with this machine's Node.js if it can, otherwise in the
# lab's Node.js image. So scripts need neither a new Node.js nor npm ci.

# run_typescript FILE ARGUMENT...: runs FILE of the repository in the user's working directory.
run_typescript() {
  local node file=$1
  shift
  LAB_COMMIT=$(git rev-parse --short HEAD 2> /dev/null || true)
  export LAB_COMMIT
  cd "$called_from" || return 2
  for node in "$root/node_modules/.bin/node" node; do
    if [[ $("$node" --print process.features.typescript 2> /dev/null) == strip ]]; then
      # Node.js 22 and 23 warn that this is experimental.
      exec "$node" --disable-warning=ExperimentalWarning "$root/$file" "$@"
    fi
  done
  run_in_image "$file" "$@"
}

# run_in_image FILE ARGUMENT...: runs it as this user, with this shell's variables and these folders:
# the repository, the user's working directory, and the script's work folder.
run_in_image() {
  local file=$1 folder name options=()
  shift
  has_image "$NODE_IMAGE" || cannot_tell "needs Node.js 22.18 or newer, or the image $NODE_IMAGE. Start the lab (npm start), or: npm ci"
  options=(--rm --interactive --init --user "$(id -u):$(id -g)" --workdir "$called_from" --volume "$root:$root")
  for folder in "$called_from" "${work:-}"; do
    if [[ -n $folder && $folder != / && $folder/ != "$root"/* ]]; then options+=(--volume "$folder:$folder"); fi
  done
  # With Docker Desktop the host network is that of its virtual machine.
  if [[ $(uname -s) == Linux && $(docker info --format '{{.OperatingSystem}}') != *Desktop* ]]; then
    options+=(--network host)
  else
    options+=(--env LAB_HOST=host.docker.internal)
  fi
  while read -r name; do options+=(--env "$name"); done < <(variables_for_container)
  exec docker run "${options[@]}" "$NODE_IMAGE" node "$root/$file" "$@"
}

# The names of all exported variables, except those about this machine's programs and folders.
variables_for_container() {
  compgen -e | grep -Ev '^(PATH|HOME|PWD|OLDPWD|TMPDIR|SHELL|NODE_.*|npm_.*|LD_.*|DOCKER_.*|BASH_.*|_)$'
}
