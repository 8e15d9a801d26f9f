// page-errors.ts: errors that nobody caught become log records; telemetry.ts gives it a logger.
import type { Context } from '@opentelemetry/api';
import { type Logger, SeverityNumber } from '@opentelemetry/api-logs';

/** Writes a record for each uncaught error and rejection, in the trace that `contextOf` finds. */
export function recordPageErrors(
  page: EventTarget,
  logger: Logger,
  contextOf: (error: unknown) => Context,
): void {
  function record(body: string, error: unknown): void {
    logger.emit({
      severityNumber: SeverityNumber.ERROR,
      // Lower case, as the backend writes it: the level is a label in Loki, and each spelling would
      // be a stream of its own.
      severityText: 'error',
      body,
      attributes: attributesOf(error),
      context: contextOf(error),
    });
  }
  page.addEventListener('error', (event) => {
    const { error } = event as ErrorEvent;
    record('Uncaught error', error);
  });
  page.addEventListener('unhandledrejection', (event) => {
    const { reason } = event as PromiseRejectionEvent;
    record('Unhandled rejection', reason);
  });
}

/**
 * The kind of the error and its stack, without the message: `JSON.parse`, for example, quotes what it
 * could not read, and that may be what somebody typed.
 */
export function attributesOf(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { 'exception.type': typeof error };
  return { 'exception.type': error.name, 'exception.stacktrace': framesOf(error.stack ?? '') };
}

const MAX_FRAMES = 20;

/** The lines that name a place: Chromium's "at f (file:1:2)" and Firefox's and Safari's "f@file:1:2". */
function framesOf(stack: string): string {
  const frames = stack.split('\n').filter((line) => /^\s+at .*:\d+|@.*:\d+:\d+$/.test(line));
  return frames
    .slice(0, MAX_FRAMES)
    .map((line) => line.replace(/[?#][^:)]*(?=:)/, ''))
    .join('\n');
}
