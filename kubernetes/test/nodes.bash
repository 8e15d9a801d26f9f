# Controllers, scheduler and machines for the cluster of cluster.bash.

# start_nodes NUMBER: machines on which kwok lets pods seem to run. Volumes are there already.
start_nodes() {
  local stages own=(--kubeconfig "$KUBECONFIG" --leader-elect=false --secure-port 0)
  run_part kube-controller-manager kube-controller-manager "${own[@]}" --service-account-private-key-file "$cluster/accounts.key"
  run_part kube-scheduler kube-scheduler "${own[@]}"
  # What kwok does with nodes and pods are files of its module: ready at once, and gone when they are deleted.
  stages=$(cd / && go mod download -json "${KWOK/\/cmd\/kwok/}" | jq --raw-output .Dir)/kustomize/stage
  run_part kwok kwok --kubeconfig "$KUBECONFIG" --manage-all-nodes --config "$stages/node/fast/node-initialize.yaml" \
    --config "$stages/node/heartbeat/node-heartbeat.yaml" --config "$stages/pod/fast/pod-ready.yaml" --config "$stages/pod/fast/pod-delete.yaml"
  for ((i = 1; i <= $1; i++)); do
    jq --null-input --arg name "node-$i" '{ apiVersion: "v1", kind: "Node", metadata: { $name, labels: { "kubernetes.io/hostname": $name } } }'
  done | kubectl create --filename - > /dev/null
  make_volumes
}

# make_volumes: what a cloud's provisioner would make when it is asked.
make_volumes() {
  for i in {1..20}; do
    jq --null-input --arg name "volume-$i-$RANDOM" '{ apiVersion: "v1", kind: "PersistentVolume", metadata: { $name },
      spec: { capacity: { storage: "64Gi" }, accessModes: ["ReadWriteOnce"], hostPath: { path: "/volumes/\($name)" } } }'
  done | kubectl create --filename - > /dev/null
}
