#!/usr/bin/env bash
# Usage: scripts/kubernetes.sh up | down | render [--scale] [--help]
# Summary: Run the lab on Kubernetes: a cluster of its own, by kind or minikube.
#
# up        make the cluster if there is none, build the lab's two images and load them, apply
#           kubernetes/base, wait until all is ready, forward the ports of .env and run npm run verify; then
#           forward until Ctrl-C, after which the lab goes on in the cluster
# down      remove the lab with its data; the cluster stays
# render    print the manifests
# --scale   kubernetes/overlays/scale instead; before a change from one to the other: down
#
# It touches no cluster that it did not make, unless LAB_KUBE_CONTEXT names its context; that one must have the two
# images otel-lab-frontend and otel-lab-backend of its own. More: docs/kubernetes.md.
# Exit status: 0 done, 1 it failed, 2 a program is missing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"
source "$scripts/kubernetes/cluster.bash"
source "$scripts/kubernetes/forward.bash"

help_if_asked "$@"
what='' folder=kubernetes/base
for argument in "$@"; do
  case $argument in
    up | down | render) what=$argument ;;
    --scale) folder=kubernetes/overlays/scale ;;
    *) wrong_call "unknown argument: $argument" ;;
  esac
done
[[ -n $what ]] || wrong_call 'say what: up, down or render'
command -v kubectl > /dev/null || cannot_tell 'kubectl is missing: https://kubernetes.io/docs/tasks/tools/'
if [[ $what == render ]]; then exec kubectl kustomize "$folder"; fi

make_work_folder
find_cluster
if [[ $what == down ]]; then
  step 'removing the lab and its data'
  exec kubectl --context "$context" delete namespace otel-lab --ignore-not-found
fi
step "the cluster $context"
make_cluster
step "the lab's own images"
load_images
step "$folder"
# Server-side: the dashboards are more than an annotation holds.
kubectl --context "$context" apply --server-side --kustomize "$folder"
wait_until_ready
step 'forwarding the ports of .env'
forward_ports
scripts/verify.sh
step 'The lab runs. Ctrl-C ends the forwarding, and the lab goes on.'
say "page: http://localhost:$FRONTEND_PORT   Grafana: http://localhost:$GRAFANA_PORT"
wait
