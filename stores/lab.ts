// Addresses of the running lab's parts, from .env and the shell's variables.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tls from 'node:tls';

/** The repository's folder. */
export const root = join(import.meta.dirname, '..');

const { env } = process;
/** Compose's project name. */
export const project = env.COMPOSE_PROJECT_NAME || 'otel-lab';

// A variable that is already set overrides the files, as in Compose. The first says how npm start was
// called.
const mode = join(root, '.lab', `${project}.env`);
if (existsSync(mode)) process.loadEnvFile(mode);
process.loadEnvFile(join(root, '.env'));

/** Is it the lab of compose.hardened.yml, where connections are encrypted and people log in? */
export const hardened = env.LAB_HARDENED === 'true';
/** What scripts/certs.sh makes. */
export const SECRETS = env.LAB_SECRETS_DIR || join(root, '.secrets');
/** A file of it, without the end of its last line. */
export const secretOf = (name: string): string => readFileSync(join(SECRETS, name), 'utf8').trim();
const usualAuthorities = tls.getCACertificates();
/** Trusts the lab's own authority from now on, beside the usual ones. */
export const trustAuthority = (): void =>
  tls.setDefaultCACertificates([...usualAuthorities, secretOf('ca.pem')]);
if (hardened) trustAuthority();

// LAB_HOST: how to reach this machine from a container (scripts/lab/typescript.bash).
// 0.0.0.0 is an address to listen on, not one to ask.
const host = env.LAB_HOST || (env.BIND_ADDRESS === '0.0.0.0' ? '127.0.0.1' : env.BIND_ADDRESS);
const scheme = hardened ? 'https' : 'http';
/** `inside` is what the same port is called in the lab's own network, where the canary runs. */
const at = (port: string, inside: string): string =>
  env.LAB_NETWORK === 'inside' ? `http://${inside}` : `${scheme}://${host}:${env[port]}`;
/** The hardened lab has one way to a store: Grafana asks it, for whoever may look. */
const store = (name: string, port: string, inside: string): string =>
  hardened ? `${at('GRAFANA_PORT', '')}/api/datasources/proxy/uid/${name}` : at(port, inside);

/** Addresses without a trailing slash. */
export const lab = {
  frontend: at('FRONTEND_PORT', 'frontend:8080'),
  backend: at(hardened ? 'FRONTEND_PORT' : 'BACKEND_PORT', 'backend:5000'),
  /** OTLP/HTTP. */
  otlp: at('OTLP_HTTP_PORT', 'otel-collector:4318'),
  collectorHealth: at('COLLECTOR_HEALTH_PORT', 'otel-collector:13133'),
  collectorMetrics: at('COLLECTOR_METRICS_PORT', 'otel-collector:8888'),
  tempo: store('tempo', 'TEMPO_PORT', 'tempo:3200'),
  prometheus: store('prometheus', 'PROMETHEUS_PORT', 'prometheus:9090'),
  loki: store('loki', 'LOKI_PORT', 'loki:3100'),
  grafana: at('GRAFANA_PORT', 'grafana:3000'),
  alertmanager: at('ALERTMANAGER_PORT', 'alertmanager:9093'),
};

const bound = env.BIND_ADDRESS ?? '';
const inBrowser = ['127.0.0.1', '0.0.0.0'].includes(bound) ? 'localhost' : bound;
export type GrafanaUser = 'viewer' | 'editor' | 'admin';

/** What a request to `url` must have in the hardened lab: a user of Grafana, or the token of an app. */
export function credentialsFor(url: string, as: GrafanaUser = 'viewer'): Record<string, string> {
  if (!hardened) return {};
  if (url.startsWith(lab.grafana)) {
    const user = Buffer.from(`${as}:${secretOf(`grafana-${as}-password`)}`).toString('base64');
    return { authorization: `Basic ${user}` };
  }
  return url.startsWith(lab.otlp) ? { authorization: `Bearer ${secretOf('otlp-token')}` } : {};
}

/** Grafana as the user's browser reaches it, for links only. */
export const grafanaInBrowser = (
  env.GRAFANA_URL || `${scheme}://${inBrowser}:${env.GRAFANA_PORT}`
).replace(/\/+$/, '');
