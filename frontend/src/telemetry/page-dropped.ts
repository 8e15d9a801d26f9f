// Says what of the page's telemetry was lost; the collector's signal_to_metrics connector counts it.
import { type Logger, SeverityNumber } from '@opentelemetry/api-logs';
import { ATTRIBUTE, EVENT } from './names.ts';

/** @param batches requests, each with up to 40 spans or 50 log records. */
export function recordDropped(logger: Logger, reason: string, batches: number): void {
  logger.emit({
    ...EVENT.telemetryDropped,
    severityNumber: SeverityNumber.WARN,
    severityText: 'warn',
    attributes: { [ATTRIBUTE.telemetryReason]: reason, [ATTRIBUTE.telemetryBatches]: batches },
  });
}
