# The ports that Compose publishes, from the cluster.

# forward_ports: in the background, until the script ends.
forward_ports() {
  forward deployment/frontend "$FRONTEND_PORT:8080"
  forward statefulset/backend "$BACKEND_PORT:5000"
  forward statefulset/otel-collector "$OTLP_GRPC_PORT:4317" "$OTLP_HTTP_PORT:4318" "$COLLECTOR_HEALTH_PORT:13133" "$COLLECTOR_METRICS_PORT:8888"
  forward service/tempo "$TEMPO_PORT:3200"
  # Thanos Query, in the scaled lab.
  forward service/prometheus "$PROMETHEUS_PORT:9090"
  forward service/loki "$LOKI_PORT:3100"
  forward statefulset/grafana "$GRAFANA_PORT:3000"
  local port
  for port in "$FRONTEND_PORT" "$TEMPO_PORT" "$PROMETHEUS_PORT" "$LOKI_PORT" "$GRAFANA_PORT"; do
    poll_until 30 answers "$port" || fail "port $port is not forwarded; see whether something else has it"
  done
}

# forward WORKLOAD PORTS...
forward() { kubectl --context "$context" --namespace otel-lab port-forward --address "$BIND_ADDRESS" "$@" > /dev/null & }
answers() { (exec 3<> "/dev/tcp/$host/$1") 2> /dev/null; }
