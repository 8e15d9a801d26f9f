// An OTLP/HTTP JSON receiver for tests: a real socket that keeps what a real exporter sent.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
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

/** Starts a receiver on a free port. Stop it with `close()`. */
export async function startOtlpReceiver() {
  const resources: Attributes[] = [];
  const spans: ReceivedSpan[] = [];
  const logs: ReceivedLog[] = [];
  const metrics = new Map<string, ReceivedPoint[]>();

  const keep: Record<string, (body: Wire) => void> = {
    '/v1/traces': ({ resourceSpans }) => {
      for (const { resource, scopeSpans } of resourceSpans) {
        resources.push(plain(resource.attributes));
        for (const span of scopeSpans.flatMap((scope: Wire) => scope.spans)) {
          const events = (span.events ?? []).map((event: Wire) => ({
            name: event.name,
            attributes: plain(event.attributes),
          }));
          spans.push({ ...span, attributes: plain(span.attributes), events });
        }
      }
    },
    '/v1/logs': ({ resourceLogs }) => {
      for (const record of resourceLogs
        .flatMap((resource: Wire) => resource.scopeLogs)
        .flatMap((scope: Wire) => scope.logRecords)) {
        const body = Object.values(record.body)[0];
        logs.push({ ...record, body, attributes: plain(record.attributes) });
      }
    },
    '/v1/metrics': ({ resourceMetrics }) => {
      for (const metric of resourceMetrics
        .flatMap((resource: Wire) => resource.scopeMetrics)
        .flatMap((scope: Wire) => scope.metrics)) {
        const points = (metric.sum ?? metric.histogram ?? metric.gauge).dataPoints;
        const kept = points.map((point: Wire) => ({
          attributes: plain(point.attributes),
          value: point.asDouble ?? point.asInt,
          count: point.count,
          sum: point.sum,
        }));
        metrics.set(metric.name, kept);
      }
    },
  };

  const server = createServer(async (request: IncomingMessage, response) => {
    keep[request.url ?? '']?.(await json(request));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, resources, spans, logs, metrics, close };
}
