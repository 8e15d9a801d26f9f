// Spans of user actions; telemetry.ts provides the tracer.
import {
  type Context,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { ActionTrace } from '../actions/trace-action.ts';
import type { SpanName } from './names.ts';

export interface ActionTracing {
  startTrace: (name: SpanName) => ActionTrace;
  /** The trace of an uncaught error, for page-errors.ts. */
  contextOf: (error: unknown) => Context;
}

/**
 * Makes each user action a span, the parent of its requests' spans.
 *
 * Browsers cannot keep a span active across `await`: StackContextManager loses it at the first one, and
 * zone.js, which could keep it, is 12 kB and does not support native async functions. So the span is
 * active only at the moment when a request begins, which is enough for the instrumentation.
 */
export function traceActionsWith(tracer: Tracer): ActionTracing {
  const running = new Set<Context>();
  // Weak, so that errors can be garbage-collected.
  const failures = new WeakMap<object, Context>();

  function startTrace(name: SpanName): ActionTrace {
    // ROOT: each click starts a new trace, even while another span is active.
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

  /** The action that failed with this error, or the only running one; with several it is unknown. */
  function contextOf(error: unknown): Context {
    const failed = error instanceof Error ? failures.get(error) : undefined;
    const [only, ...others] = running;
    return failed ?? (only && others.length === 0 ? only : context.active());
  }

  return { startTrace, contextOf };
}

/** Only the kind of error: the message may contain user input. */
function recordFailure(span: Span, error: unknown): void {
  const status = (error as { status?: number }).status;
  const name = error instanceof Error ? error.name : 'unknown';
  span.setAttribute('error.type', status ? String(status) : name);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
