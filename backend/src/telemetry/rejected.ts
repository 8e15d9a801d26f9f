// Counts what a receiver rejects of a batch that it takes otherwise: a partial success. The SDK counts
// such a batch as exported, and tells its diagnostics alone.
// https://opentelemetry.io/docs/specs/otlp/#partial-success
import { type DiagLogger, DiagLogLevel, diag, metrics } from '@opentelemetry/api';
import { ATTRIBUTE, METRIC, SCOPE } from './names.ts';

/** As @opentelemetry/otlp-exporter-base words it; behind it comes the answer as JSON. */
const MESSAGE = 'Received Partial Success response:';

/** The signal by the field of the answer. */
const SIGNALS = {
  rejectedSpans: 'traces',
  rejectedDataPoints: 'metrics',
  rejectedLogRecords: 'logs',
} as const;

/** Begins to count, after the SDK has started. With OTEL_LOG_LEVEL the diagnostics are the SDK's. */
export function countRejected(): void {
  const counter = metrics
    .getMeter(SCOPE)
    .createCounter(METRIC.telemetryRejected.name, METRIC.telemetryRejected);
  for (const signal of Object.values(SIGNALS)) counter.add(0, { [ATTRIBUTE.signal]: signal });
  if (process.env.OTEL_LOG_LEVEL) return;
  const ignore = () => {};
  const logger: DiagLogger = {
    error: ignore,
    warn(message, answer) {
      if (message !== MESSAGE || typeof answer !== 'string') return;
      const rejected: Record<string, unknown> = JSON.parse(answer);
      for (const [field, signal] of Object.entries(SIGNALS)) {
        counter.add(Number(rejected[field] ?? 0), { [ATTRIBUTE.signal]: signal });
      }
    },
    info: ignore,
    debug: ignore,
    verbose: ignore,
  };
  diag.setLogger(logger, DiagLogLevel.WARN);
}
