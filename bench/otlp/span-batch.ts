// The spans of traces like those of the lab's backend.
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { type Batch, nanoseconds } from './batch.ts';

/** An export of these spans. */
export function spanBatch(spans: ReadableSpan[]): Batch {
  const times = spans.flatMap(({ startTime, endTime }) => [startTime, endTime].map(nanoseconds));
  return {
    path: '/v1/traces',
    bytes: ProtobufTraceSerializer.serializeRequest(spans) ?? new Uint8Array(),
    items: spans.length,
    traceIds: [...new Set(spans.map((span) => span.spanContext().traceId))],
    spanIds: spans.map((span) => span.spanContext().spanId),
    times: [...new Set(times)],
    instance: String(spans[0]?.resource.attributes['service.instance.id']),
  };
}
