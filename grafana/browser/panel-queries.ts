// panel-queries.ts: the answers to panels' queries, and events that the specs make up.
import { randomBytes } from 'node:crypto';
import { credentialsFor, lab } from '../../stores/lab.ts';
import { grafanaUrl, login } from './grafana.ts';

export { onlyWithGrafana } from './grafana.ts';

// biome-ignore lint/suspicious/noExplicitAny: the shapes differ by kind of panel and store.
export type Json = any;

/** Values of the dashboards' variables. */
const VARIABLES: Record<string, string> = {
  service: 'backend',
  route: '.*',
  environment: '.*',
  slo: 'backend-availability',
  slower_than: '1us',
  trace: '0'.repeat(32),
};

/** A query with the variables of the dashboards filled in. */
export const fillIn = (query: string): string =>
  query
    .replaceAll('$__auto', '5m')
    .replaceAll('$__range', '15m')
    .replaceAll(/\$(\w+)/g, (name, variable) => VARIABLES[variable] ?? name);

/** The values that a panel gets from Prometheus or Loki, asked through Grafana as the panel does. */
export async function ask(target: Json): Promise<number[]> {
  const query = { ...target, expr: fillIn(target.expr), intervalMs: 5000, maxDataPoints: 180 };
  const response = await fetch(`${grafanaUrl}/api/ds/query`, {
    method: 'POST',
    headers: { ...login, 'content-type': 'application/json' },
    body: JSON.stringify({ from: 'now-15m', to: 'now', queries: [query] }),
  });
  const { results, message } = (await response.json()) as Json;
  const { frames = [], error = message } = results?.[target.refId] ?? {};
  if (!response.ok) throw new Error(`${response.status} ${error}`);
  return frames.flatMap((frame: Json) => frame.data.values.at(-1) ?? []);
}

const attributes = (values: Record<string, string | number>) =>
  Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { doubleValue: value } : { stringValue: value },
  }));

const resource = (service: string, environment: string) => ({
  attributes: attributes({
    'service.name': service,
    'service.namespace': 'otel-lab',
    'deployment.environment.name': environment,
  }),
});

async function post(signal: 'traces' | 'metrics' | 'logs', body: object): Promise<void> {
  const url = `${lab.otlp}/v1/${signal}`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...credentialsFor(url), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${signal}: ${response.status} ${await response.text()}`);
}

/** A span of 300 ms that has just ended. `kind` is OTLP's number: 1 internal, 2 server, 3 client. */
interface MadeUpSpan {
  service: string;
  name: string;
  kind: 1 | 2 | 3;
  failed?: boolean;
}

/** Sends events as page and backend do, with the name of another environment. */
export const send = {
  /** One page view: a log record per web vital. */
  async vitals(environment: string, values: Record<string, number>): Promise<void> {
    const logRecords = Object.entries(values).map(([name, value]) => ({
      timeUnixNano: `${Date.now()}000000`,
      eventName: 'browser.web_vital',
      attributes: attributes({
        'lab.page.name': 'tasks',
        'browser.web_vital.name': name,
        'browser.web_vital.value': value,
      }),
    }));
    await post('logs', {
      resourceLogs: [{ resource: resource('frontend', environment), scopeLogs: [{ logRecords }] }],
    });
  },

  /** The first request, counted by the JS SDK in the millisecond in which it exports. */
  async firstRequest(environment: string): Promise<void> {
    const { attributes: ofResource } = resource('backend', environment);
    const now = `${Date.now()}000000`;
    const dataPoints = [{ startTimeUnixNano: now, timeUnixNano: now, asInt: 1 }];
    const sum = { isMonotonic: true, aggregationTemporality: 2, dataPoints };
    const language = attributes({ 'telemetry.sdk.language': 'nodejs' });
    await post('metrics', {
      resourceMetrics: [
        {
          resource: { attributes: [...ofResource, ...language] },
          scopeMetrics: [{ metrics: [{ name: 'http_requests_total', sum }] }],
        },
      ],
    });
  },

  /** A trace of its own for each span. */
  async spans(environment: string, spans: MadeUpSpan[]): Promise<void> {
    await post('traces', {
      resourceSpans: spans.map(({ service, name, kind, failed }) => ({
        resource: resource(service, environment),
        scopeSpans: [
          {
            spans: [
              {
                traceId: randomBytes(16).toString('hex'),
                spanId: randomBytes(8).toString('hex'),
                name,
                kind,
                startTimeUnixNano: `${Date.now() - 300}000000`,
                endTimeUnixNano: `${Date.now()}000000`,
                attributes: kind === 2 ? attributes({ 'http.route': '/api/tasks' }) : [],
                status: { code: failed ? 2 : 0 },
              },
            ],
          },
        ],
      })),
    });
  },
};
