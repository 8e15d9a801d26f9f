# What the manifests say, and what the usual tools say about them.
source "$BATS_TEST_DIRNAME/../../scripts/lab/lab.bash"
source "$BATS_TEST_DIRNAME/cluster.bash"
source "$BATS_TEST_DIRNAME/schemas.bash"
bats_require_minimum_version 1.5.0

# What kube-score is told to leave out, and why.
SCORE_EXCEPTIONS=(
  --ignore-container-cpu-limit                                    # docs/kubernetes.md: requests divide the CPU
  --ignore-test container-image-pull-policy                       # Always is a pull at each start; the tags are versions
  --ignore-test container-security-context-user-group-id          # the images' own users, whose files these are
  --ignore-test container-ephemeral-storage-request-and-limit     # root is read-only, each emptyDir has its limit
  --ignore-test pod-probes-identical                              # nginx, Grafana and the collector have one page for both
  --ignore-test deployment-has-host-podantiaffinity               # topologySpreadConstraints instead
  --ignore-test statefulset-has-host-podantiaffinity
  --ignore-test statefulset-has-servicename                       # nobody asks for a single store's pod by its name
)

# For its schemas, which say what this version of Kubernetes knows; and for its YAML, which jq cannot read.
setup_file() {
  start_api_server "$BATS_FILE_TMPDIR/cluster"
  kubectl create --filename kubernetes/base/namespace.yaml > /dev/null
  local of
  for of in base overlays/scale; do
    kubectl kustomize "kubernetes/$of" > "$BATS_FILE_TMPDIR/${of##*/}.yaml"
    kubectl apply --server-side --dry-run=server --output json --filename "$BATS_FILE_TMPDIR/${of##*/}.yaml" > "$BATS_FILE_TMPDIR/${of##*/}.json"
  done
}
teardown_file() { stop_cluster; }

# each FILTER: the names for which it yields something else than true, of both; none is the promise.
each() {
  local wrong
  wrong=$(jq --raw-output --slurp ".[].items[] | select(.spec.template) | select(($1) | not) | .kind + \" \" + .metadata.name" "$BATS_FILE_TMPDIR"/{base,scale}.json)
  [ -z "$wrong" ] || { echo "$wrong"; return 1; }
}

@test "kubeconform finds nothing, strictly" {
  write_schemas "$BATS_FILE_TMPDIR/schemas" "$BATS_FILE_TMPDIR"/{base,scale}.yaml
  strictly=(kubeconform -strict -summary -schema-location "$BATS_FILE_TMPDIR/schemas/{{.ResourceKind}}{{.KindSuffix}}.json")
  "${strictly[@]}" "$BATS_FILE_TMPDIR"/{base,scale}.yaml
  # It would find a wrong word.
  sed 's/periodSeconds/periodSecond/' "$BATS_FILE_TMPDIR/base.yaml" > "$BATS_TEST_TMPDIR/wrong.yaml"
  run -1 "${strictly[@]}" "$BATS_TEST_TMPDIR/wrong.yaml"
}

@test "kube-score finds nothing" {
  for of in base scale; do
    kube-score score --output-format ci --kubernetes-version v1.37 "${SCORE_EXCEPTIONS[@]}" "$BATS_FILE_TMPDIR/$of.yaml" > "$BATS_TEST_TMPDIR/$of" \
      || { grep -v -E '^\[(OK|SKIPPED)\]' "$BATS_TEST_TMPDIR/$of"; return 1; }
    grep -c '^\[OK\]' "$BATS_TEST_TMPDIR/$of"
    run ! grep -v -E '^\[(OK|SKIPPED)\]' "$BATS_TEST_TMPDIR/$of"
  done
}

@test "each container says when it is ready, when it hangs, what it needs and what it may take" {
  each '[.spec.template.spec.containers[] | .readinessProbe and .livenessProbe and .resources.requests.cpu and .resources.requests.memory and .resources.limits.memory] | all'
}

@test "what starts slowly has a startup probe" {
  each '(.metadata.name | IN("otel-collector", "otel-agent", "worker", "tempo", "prometheus", "loki", "grafana", "kafka") | not) or .spec.template.spec.containers[0].startupProbe'
}

@test "no pod has a token for the cluster" {
  each '.spec.template.spec | .automountServiceAccountToken == false and .serviceAccountName'
  [ -z "$(jq --slurp '.[].items[] | select(.kind == "ServiceAccount" and .automountServiceAccountToken != false)' "$BATS_FILE_TMPDIR"/{base,scale}.json)" ]
}

@test "a pod is stopped more slowly than what runs in it ends" {
  # The backend, the slowest to drain: 5 s of preStop, 9 s of its own.
  each '(.spec.template.spec.terminationGracePeriodSeconds - (.spec.template.spec.containers[0].lifecycle.preStop.sleep.seconds // 0)) >= 15'
}

@test "a changed configuration starts those anew that read it: its hash is in their names" {
  for of in base scale; do
    jq --raw-output '[.items[].spec.template.spec.volumes[]? | (.configMap, .projected.sources[]?.configMap) | .name // empty] | unique[]' "$BATS_FILE_TMPDIR/$of.json" > "$BATS_TEST_TMPDIR/mounted"
    [ -s "$BATS_TEST_TMPDIR/mounted" ]
    while read -r name; do
      [[ $name =~ -[a-z0-9]{10}$ ]]
      jq --exit-status --arg name "$name" '.items[] | select(.kind == "ConfigMap" and .metadata.name == $name)' "$BATS_FILE_TMPDIR/$of.json" > /dev/null
    done < "$BATS_TEST_TMPDIR/mounted"
  done
}

@test "the configurations are the files that Compose mounts" {
  for file in tempo/tempo.yaml loki/loki.yaml prometheus/{prometheus.yaml,start.sh,rules/slo.yaml} otel-collector/{start.sh,config.yaml,stores.yaml,worker.yaml} \
    grafana/dashboards/start-here.json grafana/provisioning/datasources/datasources.yaml scale/kafka.sh; do
    jq --exit-status --arg key "${file##*/}" --rawfile content "$file" 'any(.items[] | select(.kind == "ConfigMap"); .data[$key] == $content)' "$BATS_FILE_TMPDIR/scale.json" || { echo "$file"; return 1; }
  done
}

@test "all rules and all dashboards are there" {
  [ "$(jq '[.items[] | select(.metadata.name | test("^prometheus-rules-")).data | length] | add' "$BATS_FILE_TMPDIR/base.json")" = "$(find prometheus/rules -maxdepth 1 -name '*.yaml' | wc -l)" ]
  [ "$(jq '[.items[] | select(.metadata.name | test("^grafana-dashboards-")).data | length] | add' "$BATS_FILE_TMPDIR/base.json")" = "$(find grafana/dashboards -name '*.json' | wc -l)" ]
}

@test "the images are those of .env" {
  images=$(jq --raw-output --slurp '[.[].items[].spec.template.spec | (.containers, .initContainers)[]?.image] | unique[] | select(startswith("otel-lab") | not)' "$BATS_FILE_TMPDIR"/{base,scale}.json)
  [ -n "$images" ]
  for image in $images; do grep --quiet "_IMAGE=$image\$" .env || { echo "$image"; return 1; }; done
}
