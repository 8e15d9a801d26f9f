// Addresses of the running lab's parts, from .env and the shell's variables.
import { join } from 'node:path';

/** The repository's folder. */
export const root = join(import.meta.dirname, '..');

// A variable that is already set overrides the file, as in Compose.
process.loadEnvFile(join(root, '.env'));
const { env } = process;

// LAB_HOST: how to reach this machine from a container (scripts/lab/typescript.bash).
// 0.0.0.0 is an address to listen on, not one to ask.
const host = env.LAB_HOST || (env.BIND_ADDRESS === '0.0.0.0' ? '127.0.0.1' : env.BIND_ADDRESS);
/** `inside` is what the same port is called in the lab's own network, where the canary runs. */
const at = (port: string, inside: string): string =>
  env.LAB_NETWORK === 'inside' ? `http://${inside}` : `http://${host}:${env[port]}`;

/** Compose's project name. */
export const project = env.COMPOSE_PROJECT_NAME || 'otel-lab';

/** Addresses without a trailing slash. */
export const lab = {
  frontend: at('FRONTEND_PORT', 'frontend:8080'),
  backend: at('BACKEND_PORT', 'backend:5000'),
  /** OTLP/HTTP. */
  otlp: at('OTLP_HTTP_PORT', 'otel-collector:4318'),
  collectorHealth: at('COLLECTOR_HEALTH_PORT', 'otel-collector:13133'),
  collectorMetrics: at('COLLECTOR_METRICS_PORT', 'otel-collector:8888'),
  tempo: at('TEMPO_PORT', 'tempo:3200'),
  prometheus: at('PROMETHEUS_PORT', 'prometheus:9090'),
  loki: at('LOKI_PORT', 'loki:3100'),
  grafana: at('GRAFANA_PORT', 'grafana:3000'),
  alertmanager: at('ALERTMANAGER_PORT', 'alertmanager:9093'),
};

const bound = env.BIND_ADDRESS ?? '';
const inBrowser = ['127.0.0.1', '0.0.0.0'].includes(bound) ? 'localhost' : bound;
/** Grafana as the user's browser reaches it, for links only. */
export const grafanaInBrowser = (
  env.GRAFANA_URL || `http://${inBrowser}:${env.GRAFANA_PORT}`
).replace(/\/+$/, '');
