// Logs as JSON lines on stdout, for `docker logs`. PinoInstrumentation (sdk.ts) adds
// trace_id and span_id to each line and sends the same record by OTLP to Loki.
import { type Logger, pino } from 'pino';
import { REDACTED, REDACTED_WITHIN } from './names.ts';

export interface LineLogger {
  logger: Logger;
  /** Writes what is still buffered; to be called before the process ends. */
  flush(): void;
}

// Bytes. Lines wait until so many are there, or a timer writes them: one write for many lines.
const BUFFER = 16_000;
const FLUSH_INTERVAL_MS = 100;

/**
 * @param level the least severe level that is written.
 * @param fd where to: a file descriptor, stdout when absent.
 */
export function createLogger(level: string, fd = 1): LineLogger {
  // Not synchronous: a reader of stdout that is slow must not hold requests up.
  const destination = pino.destination({
    fd,
    sync: false,
    contentMode: 'buffer',
    minLength: BUFFER,
    periodicFlush: FLUSH_INTERVAL_MS,
  });
  const paths = REDACTED.flatMap((name) => [
    `["${name}"]`,
    ...REDACTED_WITHIN.map((parent) => `${parent}["${name}"]`),
  ]);
  const logger = pino(
    {
      level,
      // ISO times and level names: a person reads this with `docker logs`.
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      base: null,
      redact: { paths, censor: '[redacted]' },
    },
    // As bytes, of which sonic-boom's types know nothing: it would measure a waiting string anew,
    // from its start, with each line that joins it (docs/decisions/0010).
    { write: (line) => destination.write(Buffer.from(line) as never) },
  );
  return { logger, flush: () => destination.flushSync() };
}
