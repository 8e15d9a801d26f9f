// Traces like those of the lab's backend: server, its own operation, SQL.
import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';

/** The service that all of it seems to come from. */
export const SERVICE = 'bench-pipeline';

/** As the backend's. The instance is a placeholder of the length that ids have. */
export const resource = resourceFromAttributes({
  'service.name': SERVICE,
  'service.namespace': 'otel-lab',
  'service.version': '0.1.0',
  'service.instance.id': 'bench-pipeline-instance-00000000',
  'deployment.environment.name': 'lab',
  'telemetry.sdk.language': 'nodejs',
  'telemetry.sdk.name': 'opentelemetry',
  'telemetry.sdk.version': '3.0.0',
  'host.name': 'backend-1',
  'process.runtime.name': 'nodejs',
});

/** Ten routes, which is what one small service has. */
export const ROUTES = Array.from({ length: 10 }, (_, number) => ({
  method: (['GET', 'POST', 'PATCH', 'DELETE'] as const)[number % 4] ?? 'GET',
  route: `/api/things-${number}/:id`,
  // One in ten fails.
  status: number === 9 ? 500 : 200,
}));

// Any time will do: each export is sent with the time of its sending.
const SECOND = 1_700_000_000;
type Time = [number, number];

/** Microseconds after the first one; at most a second. */
const at = (microseconds: number): Time => [SECOND, 1_000 * microseconds + 123];

/** A trace whose spans have times of their own, so that each is found in the bytes. */
function writeTrace(provider: TracerProvider, number: number): void {
  const tracer = provider.getTracer('otel-lab');
  const { method, route, status } = ROUTES[number % ROUTES.length] ?? { method: 'GET' };
  const begin = number * 3000;
  const under = (span: Span) => trace.setSpan(ROOT_CONTEXT, span);
  const server = tracer.startSpan(`${method} ${route}`, {
    kind: SpanKind.SERVER,
    startTime: at(begin),
    attributes: {
      'http.request.method': method,
      'http.route': route ?? '',
      'http.response.status_code': status ?? 200,
      'url.path': `/api/things/${number}`,
      'url.scheme': 'http',
      'server.address': 'localhost',
      'server.port': 5000,
      'client.address': '127.0.0.1',
      'user_agent.original': 'otel-lab',
      'network.protocol.version': '1.1',
    },
  });
  const own = tracer.startSpan('update_thing', { startTime: at(begin + 200) }, under(server));
  const sql = tracer.startSpan(
    'UPDATE things',
    {
      kind: SpanKind.CLIENT,
      startTime: at(begin + 400),
      attributes: {
        'db.system.name': 'sqlite',
        'db.operation.name': 'UPDATE',
        'db.collection.name': 'things',
        'db.query.text': 'UPDATE things SET title = ?, updated_at = ? WHERE id = ?',
      },
    },
    under(own),
  );
  sql.end(at(begin + 900));
  own.end(at(begin + 1200));
  if (status === 500) server.setStatus({ code: SpanStatusCode.ERROR });
  server.end(at(begin + 2000));
}

/** The finished spans of so many traces, three of each. */
export function spansOf(traces: number): ReadableSpan[] {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({
    resource,
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
  });
  for (let number = 0; number < traces; number += 1) writeTrace(provider, number);
  return exporter.getFinishedSpans();
}
