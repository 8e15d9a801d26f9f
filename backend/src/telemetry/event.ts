// Events: log records with a name, in the trace of the active span. OpenTelemetry records so what happens
// within a span; events on the span itself are being deprecated.
// https://opentelemetry.io/blog/2026/deprecating-span-events/
import { type Attributes, logs, SeverityNumber } from '@opentelemetry/api';
import { SCOPE } from './names.ts';

/** The name, and the text that people read. */
export interface Event {
  eventName: string;
  body: string;
}

/** Records that it has happened now. By OTLP alone: the process does not print it. */
export function recordEvent(event: Event, attributes: Attributes): void {
  // Asked for each time: before the SDK starts, and without it, there is one that does nothing.
  logs.getLogger(SCOPE).emit({
    ...event,
    severityNumber: SeverityNumber.INFO,
    severityText: 'info',
    attributes,
  });
}
