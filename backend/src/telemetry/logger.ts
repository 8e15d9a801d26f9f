// Logs as JSON lines on stdout, for `docker logs`. PinoInstrumentation (sdk.ts) adds
// trace_id and span_id to each line and sends the same record by OTLP to Loki.
import { once } from 'node:events';
import { type Logger, pino } from 'pino';
import { REDACTED, REDACTED_WITHIN } from './names.ts';

export interface LineLogger {
  logger: Logger;
  /** Writes what still waits, in its order, and takes no more. Does not end when the reader has gone. */
  close(): Promise<void>;
  /** Writes it at once, for a process about to die: what is being written may come after it, or not. */
  flush(): void;
}

// Characters: about what a pipe takes at once. So many wait, or as long as the timer says, and are
// then written as one.
const PIECE = 64_000;
const LONGEST_WAIT_MS = 100;

/**
 * Lines for a file descriptor. Not synchronous: a reader that is slow must not hold requests up.
 * They wait as text, to which one more is added at no cost; sonic-boom would write each by itself,
 * or measure all that waits anew with each (docs/decisions/0010).
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
