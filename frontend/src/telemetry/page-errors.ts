// Uncaught errors become log records; telemetry.ts provides the logger.
import type { Context } from '@opentelemetry/api';
import { type Logger, SeverityNumber } from '@opentelemetry/api-logs';
import { LOG } from './names.ts';

/** Writes a record for each uncaught error and rejection, in the trace that `contextOf` finds. */
export function recordPageErrors(
  page: EventTarget,
  logger: Logger,
  contextOf: (error: unknown) => Context,
): void {
  function record(body: string, error: unknown): void {
    logger.emit({
      severityNumber: SeverityNumber.ERROR,
      // Lower case, as in the backend: the level is a label in Loki, and another spelling would create
      // another stream.
      severityText: 'error',
      body,
      attributes: attributesOf(error),
      context: contextOf(error),
    });
  }
  page.addEventListener('error', (event) => {
    const { error } = event as ErrorEvent;
    record(LOG.uncaught, error);
  });
  page.addEventListener('unhandledrejection', (event) => {
    const { reason } = event as PromiseRejectionEvent;
    record(LOG.rejection, reason);
  });
}

/**
 * The kind of error and its stack, without the message, which may contain user input: `JSON.parse`,
 * for example, quotes what it could not read.
 */
export function attributesOf(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { 'exception.type': typeof error };
  return { 'exception.type': error.name, 'exception.stacktrace': framesOf(error.stack ?? '') };
}

const MAX_FRAMES = 20;

/** Stack frames: "at f (file:1:2)" in Chromium, "f@file:1:2" in Firefox and Safari. */
function framesOf(stack: string): string {
  const frames = stack.split('\n').filter((line) => /^\s+at .*:\d+|@.*:\d+:\d+$/.test(line));
  return frames
    .slice(0, MAX_FRAMES)
    .map((line) => line.replace(/[?#][^:)]*(?=:)/, ''))
    .join('\n');
}
