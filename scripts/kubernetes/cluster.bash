# The cluster of scripts/kubernetes.sh: kind's or minikube's, of its own name.

# find_cluster: sets $tool, kind, minikube or none, and $context.
find_cluster() {
  tool=none context=${LAB_KUBE_CONTEXT:-}
  if [[ -n $context ]]; then return; fi
  if command -v kind > /dev/null; then
    tool=kind context=kind-otel-lab
  elif command -v minikube > /dev/null; then
    tool=minikube context=otel-lab
  else
    cannot_tell 'neither kind nor minikube is here: https://kind.sigs.k8s.io, https://minikube.sigs.k8s.io'
  fi
}

make_cluster() {
  case $tool in
    kind) [[ $'\n'$(kind get clusters 2> /dev/null)$'\n' == *$'\notel-lab\n'* ]] || kind create cluster --name otel-lab --wait 5m ;;
    minikube) minikube status --profile otel-lab > /dev/null 2>&1 || minikube start --profile otel-lab --memory 6g ;;
  esac
}

# load_images: builds the two that no registry has, and brings them into the cluster.
load_images() {
  local part image version
  [[ $tool != none ]] || return 0
  version=$(sed -n 's/.*otel-lab-backend, newTag: \(.*\) }/\1/p' kubernetes/base/kustomization.yaml)
  for part in frontend backend; do
    image=otel-lab-$part:$version
    quietly "$image could not be built" docker compose build "$part"
    docker tag "$COMPOSE_PROJECT_NAME-$part" "$image"
    case $tool in
      kind) kind load docker-image --name otel-lab "$image" ;;
      minikube) minikube image load --profile otel-lab "$image" ;;
    esac
  done
}

# wait_until_ready: of all workloads; what is not, and why, is printed.
wait_until_ready() {
  local workload
  for workload in $(kubectl --context "$context" --namespace otel-lab get deployment,statefulset,daemonset --output name); do
    kubectl --context "$context" --namespace otel-lab rollout status --timeout 5m "$workload" && continue
    kubectl --context "$context" --namespace otel-lab get pods,events
    fail "$workload did not become ready in five minutes; what is wrong stands above"
  done
}
