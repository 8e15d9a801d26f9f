// action-span.ts: the span of a user action; telemetry.ts gives it a tracer.
import {
  type Context,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { ActionName, ActionTrace } from '../actions/trace-action.ts';

export interface ActionTracing {
  startTrace: (name: ActionName) => ActionTrace;
  /** The trace that an error nobody caught belongs to; page-errors.ts asks. */
  contextOf: (error: unknown) => Context;
}

/**
 * Makes each user action a span, the parent of its requests' spans.
 *
 * A browser has no way to keep a span active across `await`: StackContextManager forgets it at the
 * first one, and zone.js, which could keep it, is 12 kB and cannot see native async functions. So
 * the span is made active for the moment in which a request begins, and that moment is all that the
 * instrumentation looks at.
 */
export function traceActionsWith(tracer: Tracer): ActionTracing {
  const running = new Set<Context>();
  // Weak: an error that nobody holds any more needs no trace.
  const failures = new WeakMap<object, Context>();

  function startTrace(name: ActionName): ActionTrace {
    // ROOT: a new click is a new trace, whatever happens to be active.
    const span = tracer.startSpan(name, { kind: SpanKind.INTERNAL, root: true });
    const active = trace.setSpan(context.active(), span);
    running.add(active);
    return {
      traceId: span.spanContext().traceId,
      inSpan: (start) => context.with(active, start),
      fail(error) {
        if (error instanceof Error) failures.set(error, active);
        recordFailure(span, error);
      },
      end() {
        running.delete(active);
        span.end();
      },
    };
  }

  /** The action that failed with it, else the only one that runs; of several, none is surely it. */
  function contextOf(error: unknown): Context {
    const failed = error instanceof Error ? failures.get(error) : undefined;
    const [only, ...others] = running;
    return failed ?? (only && others.length === 0 ? only : context.active());
  }

  return { startTrace, contextOf };
}

/** Only the kind of error: its message may quote what somebody typed. */
function recordFailure(span: Span, error: unknown): void {
  const status = (error as { status?: number }).status;
  const name = error instanceof Error ? error.name : 'unknown';
  span.setAttribute('error.type', status ? String(status) : name);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
