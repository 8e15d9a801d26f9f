// Logs as JSON lines on stdout, for `docker logs`. PinoInstrumentation (sdk.ts) adds
// trace_id and span_id to each line and sends the same record by OTLP to Loki.
import { once } from 'node:events';
import { type Logger, pino } from 'pino';
import { ATTRIBUTE, LOG, REDACTED, REDACTED_WITHIN } from './names.ts';

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

// Bytes that wait for a reader who has stopped reading; a minute of 400 requests a second. What comes
// then is dropped: else the process would grow until it is killed. By OTLP it is sent all the same.
const MOST_WAITING = 16 * 1024 * 1024;

/** Opens the file descriptor for writing; `tellLost` is called when lines were dropped and it is free. */
function openDestination(fd: number, tellLost: (lines: number) => void) {
  const options = { fd, sync: false, minLength: 0, maxLength: MOST_WAITING };
  const destination = pino.destination(options);
  let lost = 0;
  destination.on('drop', (piece: string) => {
    lost += piece.split('\n').length - 1;
  });
  // All that waited is written.
  destination.on('drain', () => {
    if (lost > 0) {
      tellLost(lost);
      lost = 0;
    }
  });
  return destination;
}

/**
 * Lines for a file descriptor. Not synchronous: a reader that is slow must not hold requests up.
 * They wait as one text, to which a line is added at no cost. sonic-boom would write each line by
 * itself, or measure all waiting lines again with each new one (docs/decisions/0010).
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
 * @param level the least severe level that is written.
 * @param fd where to: a file descriptor, stdout when absent.
 */
export function createLogger(level: string, fd = 1): LineLogger {
  const writer = createWriter(fd, (lines) => {
    logger.warn({ [ATTRIBUTE.lostLines]: lines }, LOG.linesLost);
  });
  const paths = REDACTED.flatMap((name) => [
    `["${name}"]`,
    ...REDACTED_WITHIN.map((parent) => `${parent}["${name}"]`),
  ]);
  const logger: Logger = pino(
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
