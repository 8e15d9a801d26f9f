# What the API server says to the manifests, with its admission on; no machine is needed for that.
source "$BATS_TEST_DIRNAME/../../scripts/lab/lab.bash"
source "$BATS_TEST_DIRNAME/cluster.bash"
bats_require_minimum_version 1.5.0

setup_file() {
  start_api_server "$BATS_FILE_TMPDIR/cluster"
  kubectl kustomize kubernetes/base > "$BATS_FILE_TMPDIR/base.yaml"
  kubectl kustomize kubernetes/overlays/scale > "$BATS_FILE_TMPDIR/scale.yaml"
}
teardown_file() { stop_cluster; }

# apply FILE: as a person would, and any doubt is an error.
apply() { kubectl apply --server-side --validate=strict --filename "$1"; }

# as_pod KIND NAME: the pod that this workload makes.
as_pod() {
  kubectl get --namespace otel-lab "$1" "$2" --output json \
    | jq '.spec.template + { apiVersion: "v1", kind: "Pod" } | .metadata += { name: "one", namespace: "otel-lab" }
        | .spec.volumes += [.spec.containers[].volumeMounts[]? | select(.name | test("^(data|queue)$")) | { name, emptyDir: {} }]
        | .spec.volumes |= unique_by(.name)'
}

# object KIND NAME: as somebody would write it, without what the API server adds.
object() { kubectl get --namespace otel-lab "$1" "$2" --output json | jq 'del(.status) | .metadata |= { name, namespace, labels }'; }

# refused REASON < OBJECT: is it, for this reason?
refused() {
  run -1 kubectl apply --server-side --force-conflicts --validate=strict --dry-run=server --filename -
  [[ $output == *"$1"* ]] || { echo "$output"; return 1; }
}

@test "the API server accepts the plain lab" {
  run -0 --separate-stderr apply "$BATS_FILE_TMPDIR/base.yaml"
  # A warning is a rule of Pod Security that is not kept, or a field that will go.
  [ -z "$stderr" ]
}

@test "it accepts each pod under Pod Security restricted" {
  for workload in deployment/frontend statefulset/{backend,otel-collector,tempo,prometheus,loki,grafana}; do
    as_pod "${workload%/*}" "${workload#*/}" > "$BATS_TEST_TMPDIR/pod.json"
    kubectl create --dry-run=server --filename "$BATS_TEST_TMPDIR/pod.json"
  done
}

@test "it refuses an apiVersion that does not exist" {
  object deployment frontend | jq '.apiVersion = "apps/v2"' | refused 'no matches for kind "Deployment" in version "apps/v2"'
}
@test "it refuses a Deployment without a selector" {
  object deployment frontend | jq 'del(.spec.selector)' | refused 'spec.selector: Required value'
}
@test "it refuses a selector that its own pods do not match" {
  object deployment frontend | jq '.metadata.name = "other" | .spec.template.metadata.labels = { a: "b" }' | refused 'does not match template `labels`'
}
@test "it refuses a field that is spelt wrong" {
  object deployment frontend | jq '.spec.template.spec.containers[0].livenesProbe = {}' | refused '.livenesProbe: field not declared in schema'
}
@test "it refuses two volumes of one name" {
  object deployment frontend | jq '.spec.template.spec.volumes += [{ name: "tmp", emptyDir: {} }]' | refused 'duplicate entries for key [name="tmp"]'
}
@test "it refuses a mount of a volume that is not there" {
  object deployment frontend | jq '.spec.template.spec.containers[0].volumeMounts += [{ name: "gone", mountPath: "/gone" }]' | refused 'Not found: "gone"'
}
@test "it refuses an amount of memory with a wrong unit" {
  object deployment frontend | jq '.spec.template.spec.containers[0].resources.limits.memory = "64MB"' | refused 'quantities must match the regular expression'
}
@test "it refuses a port's name that is too long" {
  object deployment frontend | jq '.spec.template.spec.containers[0].ports += [{ name: "a-very-long-name", containerPort: 1 }]' | refused 'must be no more than 15 characters'
}
@test "it refuses a negative number of replicas" {
  object deployment frontend | jq '.spec.replicas = -1' | refused 'spec.replicas: Invalid value: -1: must be greater than or equal to 0'
}
@test "it refuses a namespace that does not exist" {
  object deployment frontend | jq '.metadata.namespace = "nowhere"' | refused 'namespaces "nowhere" not found'
}
@test "it refuses a pod that runs as root" {
  as_pod statefulset tempo | jq '.spec.securityContext.runAsUser = 0' | refused 'runAsUser=0'
}
@test "it refuses a privileged pod" {
  as_pod statefulset tempo | jq '.spec.containers[0].securityContext.privileged = true | .spec.containers[0].securityContext.allowPrivilegeEscalation = true' | refused 'privileged'
}
@test "it refuses a pod that mounts a folder of its machine" {
  as_pod statefulset tempo | jq '.spec.volumes[0] = { name: .spec.volumes[0].name, hostPath: { path: "/" } }' | refused 'restricted volume types'
}
@test "it refuses an autoscaler whose least is more than its most" {
  jq --null-input '{ apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler", metadata: { name: "a", namespace: "otel-lab" },
    spec: { minReplicas: 7, maxReplicas: 6, scaleTargetRef: { kind: "StatefulSet", name: "worker", apiVersion: "apps/v1" } } }' \
    | refused 'must be greater than or equal to `minReplicas`'
}

@test "the API server accepts the scaled lab" {
  kubectl delete --namespace otel-lab statefulset,deployment --all > /dev/null
  run -0 --separate-stderr apply "$BATS_FILE_TMPDIR/scale.yaml"
  [ -z "$stderr" ]
  for workload in daemonset/otel-agent deployment/thanos-query statefulset/{backend,otel-collector,kafka,worker,prometheus}; do
    as_pod "${workload%/*}" "${workload#*/}" > "$BATS_TEST_TMPDIR/pod.json"
    kubectl create --dry-run=server --filename "$BATS_TEST_TMPDIR/pod.json"
  done
}

# definitions_of MODULE@VERSION FILE: what a project adds to the API, from its Go module.
definitions_of() {
  local folder
  command -v go > /dev/null || skip 'no Go, which would fetch them'
  folder=$(cd / && go mod download -json "$1" | jq --raw-output .Dir)
  kubectl apply --server-side --filename "$folder/$2" > /dev/null
}

@test "the API server accepts the manifests for Istio, by Istio's definitions" {
  definitions_of istio.io/api@v1.32.0 kubernetes/customresourcedefinitions.gen.yaml
  kubectl wait --for condition=established --timeout 60s customresourcedefinition/telemetries.telemetry.istio.io
  kubectl kustomize kubernetes/istio > "$BATS_TEST_TMPDIR/istio.yaml"
  poll_until 30 apply "$BATS_TEST_TMPDIR/istio.yaml"
  # It would be refused otherwise.
  sed 's/disableSpanReporting/disableSpans/' "$BATS_TEST_TMPDIR/istio.yaml" > "$BATS_TEST_TMPDIR/wrong.yaml"
  run -1 apply "$BATS_TEST_TMPDIR/wrong.yaml"
}

@test "it accepts the secret from a vault, by External Secrets' definition" {
  definitions_of github.com/external-secrets/external-secrets@v1.3.2 config/crds/bases/external-secrets.io_externalsecrets.yaml
  kubectl wait --for condition=established --timeout 60s customresourcedefinition/externalsecrets.external-secrets.io
  poll_until 30 apply kubernetes/values/external-secret.yaml
}
