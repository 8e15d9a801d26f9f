# scripts/kubernetes.sh with stand-ins for kubectl, kind and docker. What it starts, only a cluster shows.
bats_require_minimum_version 1.5.0

setup() {
  cd "$BATS_TEST_DIRNAME/../.."
  export calls=$BATS_TEST_TMPDIR/calls
  mkdir "$BATS_TEST_TMPDIR/bin"
  for program in kubectl kind docker; do
    printf '#!/bin/sh\necho "%s $*" >> "$calls"\n' "$program" > "$BATS_TEST_TMPDIR/bin/$program"
    chmod +x "$BATS_TEST_TMPDIR/bin/$program"
  done
  export PATH="$BATS_TEST_TMPDIR/bin:$PATH"
  unset LAB_KUBE_CONTEXT
}

@test "it works on its own cluster, whichever kubectl is set to" {
  run -0 scripts/kubernetes.sh down
  [ "$(< "$calls")" = 'kubectl --context kind-otel-lab delete namespace otel-lab --ignore-not-found' ]
}

@test "it works on another one when that is named, and makes none then" {
  LAB_KUBE_CONTEXT=work run -0 scripts/kubernetes.sh down
  [ "$(< "$calls")" = 'kubectl --context work delete namespace otel-lab --ignore-not-found' ]
}

@test "up makes the cluster, brings it the two images and applies the manifests, in this order" {
  # As far as that.
  echo '[ "$3" != apply ]' >> "$BATS_TEST_TMPDIR/bin/kubectl"
  run -1 scripts/kubernetes.sh up --scale
  [ "$(grep -E '^(kind (create|load)|docker tag|kubectl .* apply)' "$calls")" = 'kind create cluster --name otel-lab --wait 5m
docker tag otel-lab-frontend otel-lab-frontend:0.1.0
kind load docker-image --name otel-lab otel-lab-frontend:0.1.0
docker tag otel-lab-backend otel-lab-backend:0.1.0
kind load docker-image --name otel-lab otel-lab-backend:0.1.0
kubectl --context kind-otel-lab apply --server-side --kustomize kubernetes/overlays/scale' ]
}
