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
const at = (port: string): string => `http://${host}:${env[port]}`;

/** Compose's project name. */
export const project = env.COMPOSE_PROJECT_NAME || 'otel-lab';

/** Addresses without a trailing slash. */
export const lab = {
  frontend: at('FRONTEND_PORT'),
  backend: at('BACKEND_PORT'),
  /** OTLP/HTTP. */
  otlp: at('OTLP_HTTP_PORT'),
  collectorHealth: at('COLLECTOR_HEALTH_PORT'),
  collectorMetrics: at('COLLECTOR_METRICS_PORT'),
  tempo: at('TEMPO_PORT'),
  prometheus: at('PROMETHEUS_PORT'),
  loki: at('LOKI_PORT'),
  grafana: at('GRAFANA_PORT'),
  alertmanager: at('ALERTMANAGER_PORT'),
};

const bound = env.BIND_ADDRESS ?? '';
const inBrowser = ['127.0.0.1', '0.0.0.0'].includes(bound) ? 'localhost' : bound;
/** Grafana as the user's browser reaches it, for links only. */
export const grafanaInBrowser = (
  env.GRAFANA_URL || `http://${inBrowser}:${env.GRAFANA_PORT}`
).replace(/\/+$/, '');
