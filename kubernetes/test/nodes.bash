# Controllers, scheduler and machines for the cluster of cluster.bash.

# start_nodes NUMBER: machines on which kwok lets pods seem to run. Volumes are there already.
start_nodes() {
  local own=(--kubeconfig "$KUBECONFIG" --leader-elect=false --secure-port 0)
  run_part kube-controller-manager kube-controller-manager "${own[@]}" --service-account-private-key-file "$cluster/accounts.key"
  run_part kube-scheduler kube-scheduler "${own[@]}"
  run_part kwok kwok --kubeconfig "$KUBECONFIG" --manage-all-nodes
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
