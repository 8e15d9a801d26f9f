// One export of each signal, as the lab's backend would send it, made once by the SDK itself.
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { logBatch } from './log-batch.ts';
import { metricBatch } from './metric-batch.ts';
import { spansOf } from './spans.ts';

export type Signal = 'spans' | 'log records' | 'points';

/** What is sent again and again, and what in it must differ each time. */
export interface Batch {
  /** Of OTLP/HTTP. */
  path: string;
  bytes: Uint8Array;
  items: number;
  /** In hexadecimal digits, each once. */
  traceIds: string[];
  spanIds: string[];
  /** Nanoseconds since 1970; the latest of them becomes the time of sending. */
  times: bigint[];
  /** The value of service.instance.id. */
  instance: string;
}

/** Traces in one export of spans, and in one of logs. With three spans, or two records, it is close to the SDK's 512. */
const TRACES = 170;
const TRACES_OF_LOGS = 256;

/** [seconds, nanoseconds], as the SDK keeps time. */
export const nanoseconds = ([seconds, rest]: readonly [number, number]): bigint =>
  BigInt(seconds) * 1_000_000_000n + BigInt(rest);

function spanBatch(): Batch {
  const spans = spansOf(TRACES);
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

const BATCHES: Record<Signal, () => Promise<Batch>> = {
  spans: async () => spanBatch(),
  'log records': async () => logBatch(spansOf(TRACES_OF_LOGS)),
  points: metricBatch,
};

export const batchOf = (signal: Signal): Promise<Batch> => BATCHES[signal]();
