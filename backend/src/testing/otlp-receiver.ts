// An OTLP/HTTP JSON receiver for tests, on a real socket; keeps what a real exporter sent.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

type Attributes = Record<string, unknown>;
type AnyValue = Record<string, unknown>;
type KeyValues = { key: string; value: AnyValue }[];

export interface ReceivedSpan {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  status: { code?: number };
  attributes: Attributes;
  events: { name: string; attributes: Attributes }[];
}
export interface ReceivedLog {
  eventName?: string;
  body: unknown;
  traceId: string;
  spanId: string;
  severityText: string;
  attributes: Attributes;
}
export interface ReceivedPoint {
  attributes: Attributes;
  value: number | undefined;
  count: number | undefined;
  sum: number | undefined;
}

const plain = (pairs: KeyValues = []): Attributes =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]));

// OTLP nests as resource > scope > items, under names that differ by signal.
// biome-ignore lint/suspicious/noExplicitAny: the wire format is checked by what tests assert.
type Wire = any;

const spanOf = (span: Wire): ReceivedSpan => ({
  ...span,
  attributes: plain(span.attributes),
  events: (span.events ?? []).map(({ name, attributes }: Wire) => ({
    name,
    attributes: plain(attributes),
  })),
});
const logOf = (record: Wire): ReceivedLog => ({
  ...record,
  body: Object.values(record.body)[0],
  attributes: plain(record.attributes),
});
const pointOf = (point: Wire): ReceivedPoint => ({
  attributes: plain(point.attributes),
  value: point.asDouble ?? point.asInt,
  count: point.count,
  sum: point.sum,
});

/** The items of all scopes of all resources in a body. */
const itemsOf = (resources: Wire[], scopes: string, items: string): Wire[] =>
  resources.flatMap((resource) => resource[scopes]).flatMap((scope) => scope[items]);

/**
 * Starts a receiver on a free port. Stop it with `close()`.
 * @param misbehave answers a request in its own way, and returns true; then nothing of it is kept.
 * @param port default: a free one.
 */
export async function startOtlpReceiver(
  misbehave: (response: ServerResponse) => boolean = () => false,
  port = 0,
) {
  const resources: Attributes[] = [];
  const spans: ReceivedSpan[] = [];
  const logs: ReceivedLog[] = [];
  const metrics = new Map<string, ReceivedPoint[]>();

  const keep: Record<string, (body: Wire) => void> = {
    '/v1/traces': ({ resourceSpans }) => {
      resources.push(...resourceSpans.map(({ resource }: Wire) => plain(resource.attributes)));
      spans.push(...itemsOf(resourceSpans, 'scopeSpans', 'spans').map(spanOf));
    },
    '/v1/logs': ({ resourceLogs }) => {
      logs.push(...itemsOf(resourceLogs, 'scopeLogs', 'logRecords').map(logOf));
    },
    '/v1/metrics': ({ resourceMetrics }) => {
      for (const metric of itemsOf(resourceMetrics, 'scopeMetrics', 'metrics')) {
        const { dataPoints } = metric.sum ?? metric.histogram ?? metric.gauge;
        metrics.set(metric.name, dataPoints.map(pointOf));
      }
    },
  };

  const server = createServer(async (request: IncomingMessage, response) => {
    const body = await json(request);
    if (misbehave(response)) return;
    keep[request.url ?? '']?.(body);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: listening } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${listening}`, resources, spans, logs, metrics, close };
}
