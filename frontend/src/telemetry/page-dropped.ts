// Says what of the page's telemetry was lost; the collector's signal_to_metrics connector counts it.
import { type Logger, SeverityNumber } from '@opentelemetry/api-logs';

/** @param batches requests, each with up to 40 spans or 50 log records. */
export function recordDropped(logger: Logger, reason: string, batches: number): void {
  logger.emit({
    eventName: 'lab.telemetry.dropped',
    severityNumber: SeverityNumber.WARN,
    severityText: 'warn',
    body: 'Telemetry was lost',
    attributes: { 'lab.telemetry.reason': reason, 'lab.telemetry.batches': batches },
  });
}
