// Makes a span by hand: starts it, makes it active, and always ends it.
import { type Span, type SpanOptions, SpanStatusCode, trace } from '@opentelemetry/api';
import { Problem } from '../problem.ts';
import { recordEvent } from './event.ts';
import { ATTRIBUTE, EVENT, SCOPE } from './names.ts';

const tracer = trace.getTracer(SCOPE);

/** Records a client's mistake as an event; the operation did not fail. */
function noteError(span: Span, error: unknown): void {
  if (!(error instanceof Problem)) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
  } else if (error.code === 'invalid-request') {
    span.setAttribute(ATTRIBUTE.validationFailed, true);
    // The fields' names, not their values.
    const fields = error.errors.map(({ field }) => field);
    recordEvent(EVENT.taskInvalid, { [ATTRIBUTE.validationFields]: fields });
  }
}

/**
 * Runs `work` in a new child span of the active one, and ends the span when it returns.
 *
 * An error is passed on to the caller and, unless it is a Problem, marks the span as failed.
 * http/error-handler.ts records the exception itself, once, on the SERVER span.
 */
export function withSpan<T>(name: string, options: SpanOptions, work: (span: Span) => T): T {
  return tracer.startActiveSpan(name, options, (span) => {
    try {
      return work(span);
    } catch (error) {
      noteError(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}
