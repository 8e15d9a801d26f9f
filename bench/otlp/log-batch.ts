// The two lines that the lab's backend logs for each request.
import { ROOT_CONTEXT, SeverityNumber, trace } from '@opentelemetry/api';
import { ProtobufLogsSerializer } from '@opentelemetry/otlp-transformer';
import {
  InMemoryLogRecordExporter,
  LoggerProvider,
  SimpleLogRecordProcessor,
} from '@opentelemetry/sdk-logs';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { type Batch, nanoseconds } from './batch.ts';
import { resource } from './spans.ts';

function write(provider: LoggerProvider, span: ReadableSpan): void {
  const logger = provider.getLogger('otel-lab');
  const context = trace.setSpanContext(ROOT_CONTEXT, span.spanContext());
  const { 'http.request.method': method, 'http.route': route } = span.attributes;
  const common = {
    severityNumber: SeverityNumber.INFO,
    severityText: 'INFO',
    context,
  };
  const attributes = { 'http.request.method': method, 'http.route': route };
  logger.emit({
    ...common,
    timestamp: span.startTime,
    observedTimestamp: span.startTime,
    body: 'Incoming request',
    attributes,
  });
  logger.emit({
    ...common,
    timestamp: span.endTime,
    observedTimestamp: span.endTime,
    body: 'Request completed',
    attributes: {
      ...attributes,
      'http.response.status_code': span.attributes['http.response.status_code'],
      'lab.request.duration': 0.002,
    },
  });
}

/** An export with two records for each span of a server. */
export function logBatch(spans: ReadableSpan[]): Batch {
  const exporter = new InMemoryLogRecordExporter();
  const provider = new LoggerProvider({
    resource,
    processors: [new SimpleLogRecordProcessor({ exporter })],
  });
  const servers = spans.filter(({ attributes }) => attributes['http.route']);
  for (const span of servers) write(provider, span);
  const records = exporter.getFinishedLogRecords();
  return {
    path: '/v1/logs',
    bytes: ProtobufLogsSerializer.serializeRequest(records) ?? new Uint8Array(),
    items: records.length,
    traceIds: servers.map((span) => span.spanContext().traceId),
    spanIds: servers.map((span) => span.spanContext().spanId),
    times: records.map(({ hrTime }) => nanoseconds(hrTime)),
    instance: String(resource.attributes['service.instance.id']),
  };
}
