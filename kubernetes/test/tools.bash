# The programs of npm run test:kubernetes: those on PATH if they fit, otherwise compiled once per user.
# shellcheck disable=SC2034,SC2154  # images/programs.bash reads and sets variables

readonly KUBECONFORM=github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0
readonly KUBE_SCORE=github.com/zegl/kube-score/cmd/kube-score@v1.20.0
readonly KWOK=sigs.k8s.io/kwok/cmd/kwok@v0.8.0
readonly PARTS='kubectl kube-apiserver kube-controller-manager kube-scheduler'

# name_programs: Kubernetes' own, and etcd, from the module in programs/.
name_programs() {
  local part
  source "$root/images/cache.bash"
  source "$root/images/go-command.bash"
  source "$root/images/programs.bash"
  name=kubernetes folder=$root/kubernetes/test/programs module=k8s.io/kubernetes
  version=$(sed -n "s,^[[:space:]]*$module ,,p" "$folder/go.mod")
  ldflags="-X k8s.io/component-base/version.gitVersion=$version"
  packages=(go.etcd.io/etcd/server/v3)
  for part in $PARTS; do packages+=("$module/cmd/$part"); done
}

# programs_are_there: without compiling them?
programs_are_there() { have_programs || [[ -d $(program_folder) ]]; }

find_programs() {
  if have_programs; then return; fi
  if [[ ! -d $(program_folder) ]]; then say "Kubernetes $version and etcd from their Go modules: 10 to 30 minutes on two cores, once"; fi
  # In a subshell, since it ends the script when something is missing.
  (make_program) || return
  # The module's name.
  ln -sf server "$(program_folder)/etcd"
  PATH=$(program_folder):$PATH
}

# have_programs: are they on PATH, in this minor version? Others know other fields.
have_programs() {
  local part
  command -v etcd > /dev/null || return 1
  for part in $PARTS; do
    [[ $("$part" --version 2> /dev/null || "$part" version --client 2> /dev/null) == *"${version%.*}."* ]] || return 1
  done
}

# find_tools: the others.
find_tools() {
  local tool path
  need_go 2> /dev/null || true
  for tool in "$KUBECONFORM" "$KUBE_SCORE" "$KWOK"; do
    path=$(find_go_tool "$tool") || return
    PATH=${path%/*}:$PATH
  done
  export PATH
}
