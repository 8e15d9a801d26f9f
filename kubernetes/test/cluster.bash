# A cluster without machines, for tests: etcd and the API server, on free ports of 127.0.0.1. Everything is in one
# folder; stop_cluster ends it.

# free_ports NUMBER: prints free ports.
free_ports() {
  "$root/node_modules/.bin/node" --input-type=module --eval 'import { freePort } from "./evidence/own-lab/free-port.ts";
    for (let left = Number(process.argv[1]); left > 0; left -= 1) console.log(await freePort());' "$1" | tr '\n' ' '
}

# run_part NAME COMMAND...: in the background, with its output in $cluster/NAME.log.
run_part() {
  local name=$1
  shift
  # Without bats' file descriptor 3, for whose end it would wait.
  "$@" > "$cluster/$name.log" 2>&1 3>&- &
  echo $! >> "$cluster/pids"
}

# start_api_server FOLDER: sets KUBECONFIG; ends when the API server is ready.
start_api_server() {
  local etcd peers secure
  export cluster=$1 KUBECONFIG=$1/kubeconfig
  mkdir -p "$cluster"
  read -r etcd peers secure <<< "$(free_ports 3)"
  run_part etcd etcd --data-dir "$cluster/etcd" --unsafe-no-fsync \
    --listen-client-urls "http://127.0.0.1:$etcd" --advertise-client-urls "http://127.0.0.1:$etcd" \
    --listen-peer-urls "http://127.0.0.1:$peers" --initial-advertise-peer-urls "http://127.0.0.1:$peers" \
    --initial-cluster "default=http://127.0.0.1:$peers"
  openssl genrsa -out "$cluster/accounts.key" 2048 2> /dev/null
  openssl rand -hex 16 > "$cluster/token"
  echo "$(< "$cluster/token"),test,test,system:masters" > "$cluster/tokens.csv"
  # The default admission, which has Pod Security. Privileged pods are allowed, so that it is what refuses them.
  run_part kube-apiserver kube-apiserver --etcd-servers "http://127.0.0.1:$etcd" --bind-address 127.0.0.1 \
    --secure-port "$secure" --cert-dir "$cluster/certs" --endpoint-reconciler-type none --allow-privileged \
    --token-auth-file "$cluster/tokens.csv" --authorization-mode RBAC --service-cluster-ip-range 10.96.0.0/24 \
    --service-account-issuer https://kubernetes.default.svc \
    --service-account-key-file "$cluster/accounts.key" --service-account-signing-key-file "$cluster/accounts.key"
  sed "s,PORT,$secure,; s,FOLDER,$cluster,; s,TOKEN,$(< "$cluster/token")," > "$KUBECONFIG" << 'CONFIG'
{ "apiVersion": "v1", "kind": "Config", "current-context": "test",
  "contexts": [{ "name": "test", "context": { "cluster": "test", "user": "test" } }],
  "clusters": [{ "name": "test", "cluster": { "server": "https://127.0.0.1:PORT", "certificate-authority": "FOLDER/certs/apiserver.crt" } }],
  "users": [{ "name": "test", "user": { "token": "TOKEN" } }] }
CONFIG
  poll_until 120 kubectl get --raw /readyz > /dev/null 2>&1 || { tail -n 5 "$cluster"/*.log >&2; return 1; }
}

# stop_cluster: the newest first, etcd last.
stop_cluster() {
  local pid
  for pid in $(tac "$cluster/pids"); do
    kill "$pid" 2> /dev/null || continue
    poll_until 15 ended "$pid" || kill -KILL "$pid"
  done
}
ended() { ! kill -0 "$1" 2> /dev/null; }
