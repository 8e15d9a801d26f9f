// One way to make a span by hand: start it, make it the active one, end it whatever happens.
import { type Span, type SpanOptions, SpanStatusCode, trace } from '@opentelemetry/api';
import { Problem } from '../problem.ts';
import { ATTRIBUTE, EVENT, SCOPE } from './names.ts';

const tracer = trace.getTracer(SCOPE);

/** A client's mistake is a fact about the operation, not a failure of it. */
function noteError(span: Span, error: unknown): void {
  if (!(error instanceof Problem)) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
  } else if (error.code === 'invalid-request') {
    span.setAttribute(ATTRIBUTE.validationFailed, true);
    // The fields, not what was in them.
    const fields = error.errors.map(({ field }) => field);
    span.addEvent(EVENT.validationFailed, { [ATTRIBUTE.validationFields]: fields });
  }
}

/**
 * Runs `work` inside a new span, the child of the active one, and ends the span when it returns.
 *
 * A thrown error goes on to the caller. It marks the span as failed unless it is a Problem. The
 * exception itself is recorded once, on the SERVER span, by http/error-handler.ts.
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
