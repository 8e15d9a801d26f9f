// One way to make a span by hand: start it, make it the active one, end it whatever happens.
import { type Span, type SpanOptions, SpanStatusCode, trace } from '@opentelemetry/api';
import { Problem } from '../problem.ts';
import { SCOPE } from './names.ts';

const tracer = trace.getTracer(SCOPE);

/**
 * Runs `work` inside a new span, the child of the active one, and ends the span when it returns.
 *
 * A thrown error goes on to the caller. It marks the span as failed unless it is a Problem:
 * a client's mistake is not a failure of this service. The exception itself is recorded once,
 * on the SERVER span, by http/error-handler.ts.
 */
export function withSpan<T>(name: string, options: SpanOptions, work: (span: Span) => T): T {
  return tracer.startActiveSpan(name, options, (span) => {
    try {
      return work(span);
    } catch (error) {
      if (!(error instanceof Problem)) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
      }
      throw error;
    } finally {
      span.end();
    }
  });
}
