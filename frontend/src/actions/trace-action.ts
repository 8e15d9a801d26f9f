// The page's interface to tracing; telemetry.ts supplies the implementation later.
import type { SpanName } from '../telemetry/names.ts';

/** The trace of a running user action. */
export interface ActionTrace {
  /** Missing when the action is not traced. */
  traceId?: string;
  /**
   * Calls `start`. A request that begins in it gets a child span of the action's span, even after an
   * `await`, at which browsers lose the active span.
   */
  inSpan<T>(start: () => T): T;
  /** Records the error of the action. */
  fail(error: unknown): void;
  /** Ends the trace. */
  end(): void;
}

/** Starts the trace of a user action. */
export type StartTrace = (name: SpanName) => ActionTrace | Promise<ActionTrace>;

/** Traces nothing. */
export const untraced: StartTrace = () => ({
  inSpan: (start) => start(),
  fail: () => {},
  end: () => {},
});

/**
 * A StartTrace that works while telemetry is still loading.
 *
 * Actions wait for telemetry, so that the first list load and a quick first click are traced too, but
 * only until `maxWaitMs` after page start: a slow network may cost a trace, but must not block the
 * page. If telemetry loads later, it traces later actions; if it fails, nothing is traced.
 */
export function startTraceOnceLoaded(loading: Promise<StartTrace>, maxWaitMs: number): StartTrace {
  let startTrace = untraced;
  const loaded = loading.then(
    (real) => {
      startTrace = real;
    },
    () => undefined,
  );
  const deadline = new Promise<void>((resolve) => setTimeout(resolve, maxWaitMs));
  const ready = Promise.race([loaded, deadline]);
  return (name) => ready.then(() => startTrace(name));
}
