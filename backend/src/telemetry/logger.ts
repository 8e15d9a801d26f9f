// Logs as JSON lines on stdout, for `docker logs`. PinoInstrumentation (instrumentation.ts) adds
// trace_id and span_id to each line and sends the same record by OTLP to Loki.
import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * @param level the least severe level that is written.
 * @param destination where to; stdout when absent.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      // ISO times and level names: a person reads this with `docker logs`.
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      base: null,
    },
    destination ?? pino.destination(1),
  );
}
