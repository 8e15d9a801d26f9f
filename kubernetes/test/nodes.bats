# What becomes of the manifests on machines: those of kwok, on which each pod seems to start at once.
# bats file_tags=long
source "$BATS_TEST_DIRNAME/../../scripts/lab/lab.bash"
source "$BATS_TEST_DIRNAME/tools.bash"
source "$BATS_TEST_DIRNAME/cluster.bash"
source "$BATS_TEST_DIRNAME/nodes.bash"
bats_require_minimum_version 1.5.0

setup_file() {
  start_api_server "$BATS_FILE_TMPDIR/cluster"
  start_nodes 3
  kubectl apply --server-side --kustomize kubernetes/base > /dev/null
}
teardown_file() { stop_cluster; }

lab() { kubectl --namespace otel-lab "$@"; }
all_ready() {
  lab get statefulset,deployment,daemonset --output json | jq --exit-status '
    [.items[] | (.status.numberReady // .status.readyReplicas // 0) as $ready | (.spec.replicas // .status.desiredNumberScheduled) as $wanted
      | $wanted > 0 and $ready == $wanted and .status.observedGeneration == .metadata.generation] | length > 0 and all' > /dev/null
}
becomes_ready() { poll_until 120 all_ready || { lab get pods,statefulset; lab get events | tail -n 20; return 1; }; }

# evict POD: as kubectl drain does.
evict() { kubectl create --raw "/api/v1/namespaces/otel-lab/pods/$1/eviction" --filename - <<< '{ "apiVersion": "policy/v1", "kind": "Eviction", "metadata": { "name": "'"$1"'" } }'; }
uids_of() { lab get pods --selector "app.kubernetes.io/name=$1" --output jsonpath='{range .items[*]}{.metadata.uid}{"\n"}{end}'; }
pods_of() { lab get pods --selector "app.kubernetes.io/name=$1" --output jsonpath='{.items[*].metadata.name}'; }

@test "the plain lab becomes ready" {
  becomes_ready
}

@test "both backends are on the machine that has their disk" {
  run -0 lab get pods --selector app.kubernetes.io/name=backend --output jsonpath='{.items[*].spec.nodeName}'
  [[ $output == node-*\ node-* && ${output% *} == "${output#* }" ]]
}

@test "a new version of the backend never leaves none that is ready" {
  uids_of backend > "$BATS_TEST_TMPDIR/before"
  lab get statefulset backend --watch --output jsonpath='{.status.availableReplicas}{"\n"}' > "$BATS_TEST_TMPDIR/ready" 3>&- &
  watcher=$!
  lab rollout restart statefulset backend
  lab rollout status --timeout 120s statefulset backend
  kill "$watcher"
  uids_of backend > "$BATS_TEST_TMPDIR/after"
  # All are new; it was seen at work; and there was always one.
  run ! grep --fixed-strings --file "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
  grep --line-regexp 1 "$BATS_TEST_TMPDIR/ready"
  run ! grep --invert-match --line-regexp '[12]' "$BATS_TEST_TMPDIR/ready"
}

@test "whoever empties a machine cannot take the last frontend" {
  becomes_ready
  read -r first second <<< "$(pods_of frontend)"
  # So that no other takes its place meanwhile.
  kubectl cordon node-1 node-2 node-3 > /dev/null
  evict "$first"
  run -1 evict "$second"
  kubectl uncordon node-1 node-2 node-3 > /dev/null
  [[ $output == *"violate the pod's disruption budget"* ]]
  becomes_ready
}

@test "the scaled lab becomes ready, with an agent on each machine" {
  # What a StatefulSet's pods are called cannot be changed.
  kubectl delete --wait --timeout 120s namespace otel-lab > /dev/null
  make_volumes
  kubectl apply --server-side --kustomize kubernetes/overlays/scale > /dev/null
  becomes_ready
  [ "$(lab get daemonset otel-agent --output jsonpath='{.status.numberReady}')" = 3 ]
  run -0 lab get pods --selector app.kubernetes.io/name=kafka --output jsonpath='{range .items[*]}{.metadata.name} {.spec.nodeName}{"\n"}{end}'
  # Each broker on a machine of its own.
  [ "$(cut -d ' ' -f 1 <<< "$output" | tr '\n' ' ')" = 'kafka-1 kafka-2 kafka-3 ' ]
  [ "$(cut -d ' ' -f 2 <<< "$output" | sort -u | wc -l)" = 3 ]
}

able_to_scale() { lab get horizontalpodautoscaler "$1" --output json | jq --exit-status '.status.conditions[]? | select(.type == "AbleToScale" and .status == "True" and .reason == "SucceededGetScale")' > /dev/null; }
has_two() { [ "$(lab get statefulset "$1" --output jsonpath='{.status.readyReplicas}')" = 2 ]; }

@test "what the autoscalers scale is there, and two of it also where there are no metrics" {
  for name in otel-collector worker; do
    poll_until 60 able_to_scale "$name"
    poll_until 60 has_two "$name"
  done
}

@test "only one broker may be away" {
  kubectl cordon node-1 node-2 node-3 > /dev/null
  evict kafka-1
  run -1 evict kafka-2
  kubectl uncordon node-1 node-2 node-3 > /dev/null
  [[ $output == *"violate the pod's disruption budget"* ]]
}
