// action-span.ts: the span around one user action; telemetry.ts gives it a tracer.
import {
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { TraceAction } from './trace-action.ts';

/**
 * Makes each user action a span, the parent of its request's span.
 *
 * StackContextManager knows the active span only until the first await, so the action must start
 * its request before it awaits anything (action-span.test.ts holds this for every API call).
 */
export function traceActionsWith(tracer: Tracer): TraceAction {
  return async (name, action) => {
    // ROOT: a new click is a new trace, whatever happens to be active.
    const span = tracer.startSpan(name, { kind: SpanKind.INTERNAL, root: true });
    const active = trace.setSpan(context.active(), span);
    try {
      return await context.with(active, () => action(span.spanContext().traceId));
    } catch (error) {
      recordFailure(span, error);
      throw error;
    } finally {
      span.end();
    }
  };
}

/** Only the kind of error: its message may quote what somebody typed. */
function recordFailure(span: Span, error: unknown): void {
  const status = (error as { status?: number }).status;
  const name = error instanceof Error ? error.name : 'unknown';
  span.setAttribute('error.type', status ? String(status) : name);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
