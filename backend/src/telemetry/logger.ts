// Logs as JSON lines on stdout, for `docker logs`. PinoInstrumentation (sdk.ts) adds
// trace_id and span_id to each line and sends the same record by OTLP to Loki.
import { once } from 'node:events';
import { type Logger, pino } from 'pino';
import { REDACTED, REDACTED_WITHIN } from './names.ts';

export interface LineLogger {
  logger: Logger;
  /** Writes the waiting lines in order and accepts no more. Never resolves when the reader has gone. */
  close(): Promise<void>;
  /**
   * Writes the waiting lines at once, for a process that is about to end. Lines whose write is under
   * way already may come after them, or be lost.
   */
  flush(): void;
}

// Lines are gathered up to this many characters, about what a pipe takes at once, or for this long,
// and are then written together.
const PIECE = 64_000;
const LONGEST_WAIT_MS = 100;

/**
 * Lines for a file descriptor. Not synchronous: a reader that is slow must not hold requests up.
 * They wait as one text, to which a line is added at no cost. sonic-boom would write each line by
 * itself, or measure all waiting lines again with each new one (docs/decisions/0010).
 */
function createWriter(fd: number) {
  const destination = pino.destination({ fd, sync: false, minLength: 0 });
  let waiting = '';
  const handOver = () => {
    if (waiting !== '') {
      destination.write(waiting);
      waiting = '';
    }
  };
  const timer = setInterval(handOver, LONGEST_WAIT_MS).unref();
  return {
    write(line: string) {
      waiting += line;
      if (waiting.length >= PIECE) {
        handOver();
      }
    },
    async close() {
      clearInterval(timer);
      handOver();
      const closed = once(destination, 'close');
      destination.end();
      await closed;
    },
    flush() {
      handOver();
      destination.flushSync();
    },
  };
}

/**
 * @param level the least severe level that is written.
 * @param fd where to: a file descriptor, stdout when absent.
 */
export function createLogger(level: string, fd = 1): LineLogger {
  const writer = createWriter(fd);
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
    writer,
  );
  return { logger, close: writer.close, flush: writer.flush };
}
