// Logs JSON lines to stdout, for `docker logs`. PinoInstrumentation (sdk.ts) adds trace_id and span_id
// to each line and also sends it by OTLP, to Loki.
import { once } from 'node:events';
import { type Logger, pino } from 'pino';
import { ATTRIBUTE, LOG } from './names.ts';

export interface LineLogger {
  logger: Logger;
  /** Writes the waiting lines in order and accepts no more. Never resolves if the reader is gone. */
  close(): Promise<void>;
  /**
   * Writes the waiting lines immediately, for a process that is about to end. Lines that are already
   * being written may come after them, or be lost.
   */
  flush(): void;
}

// Lines are collected up to this many characters (about what a pipe takes at once) or for this long,
// then written together.
const PIECE = 64_000;
const LONGEST_WAIT_MS = 100;

/** Never logged: secrets, and what people type. */
export const REDACTED = [
  'authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'password',
  'title',
  'description',
  'body',
] as const;

/**
 * The objects in which these are redacted, besides the top level. Named, since a wildcard would double
 * the cost of every line (7.3 µs instead of 3.1 µs).
 */
export const REDACTED_WITHIN = ['headers', 'task', 'request', 'body'] as const;

// The most bytes kept for a reader that has stopped: a minute of 400 requests a second. Further lines
// are dropped, or the process would grow until it is killed. OTLP still sends them.
const MOST_WAITING = 16 * 1024 * 1024;

/** Opens the file descriptor for writing. Calls `tellLost` once it can write again after dropping lines. */
function openDestination(fd: number, tellLost: (lines: number) => void) {
  const options = { fd, sync: false, minLength: 0, maxLength: MOST_WAITING };
  const destination = pino.destination(options);
  let lost = 0;
  destination.on('drop', (piece: string) => {
    lost += piece.split('\n').length - 1;
  });
  // Everything waiting has been written.
  destination.on('drain', () => {
    if (lost > 0) {
      tellLost(lost);
      lost = 0;
    }
  });
  return destination;
}

/**
 * Writes lines to a file descriptor. Asynchronous: a slow reader must not delay requests. Lines wait
 * as one text, which is cheap to append to. sonic-boom would write each line separately, or measure
 * all waiting lines again for each new one (docs/decisions/0010).
 */
function createWriter(fd: number, tellLost: (lines: number) => void) {
  const destination = openDestination(fd, tellLost);
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
 * @param level the lowest level that is written.
 * @param fd the file descriptor; default: stdout.
 */
export function createLogger(level: string, fd = 1): LineLogger {
  const writer = createWriter(fd, (lines) => {
    logger.warn({ [ATTRIBUTE.logLostLines]: lines }, LOG.linesLost);
  });
  const paths = REDACTED.flatMap((name) => [
    `["${name}"]`,
    ...REDACTED_WITHIN.map((parent) => `${parent}["${name}"]`),
  ]);
  const logger: Logger = pino(
    {
      level,
      // ISO times and level names, for people who read `docker logs`.
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      base: null,
      redact: { paths, censor: '[redacted]' },
    },
    writer,
  );
  return { logger, close: writer.close, flush: writer.flush };
}
