// trace-action.ts: what the page knows of tracing. telemetry.ts supplies the real thing, later.

/** The span names of user actions. A fixed list: span names must never hold what people type. */
export const ACTION_NAMES = [
  'load_tasks',
  'load_more_tasks',
  'filter_tasks',
  'search_tasks',
  'add_task',
  'edit_task',
  'complete_task',
  'reopen_task',
  'delete_task',
  'restore_task',
  'slow_request',
  'failing_request',
  'unhandled_exception',
  'burst_request',
] as const;
export type ActionName = (typeof ACTION_NAMES)[number];

/** The trace of one user action that is under way. */
export interface ActionTrace {
  /** Missing when the action is not traced. */
  traceId?: string;
  /**
   * Calls `start`. The span of a request that begins in it is a child of the action's span, however
   * many awaits came before: a browser forgets the active span at the first await.
   */
  inSpan<T>(start: () => T): T;
  /** Notes what the action failed with. */
  fail(error: unknown): void;
  /** The action is over. */
  end(): void;
}

/** Begins the trace of a user action. */
export type StartTrace = (name: ActionName) => ActionTrace | Promise<ActionTrace>;

/** Traces nothing. */
export const untraced: StartTrace = () => ({
  inSpan: (start) => start(),
  fail: () => {},
  end: () => {},
});

/**
 * A StartTrace for the time while telemetry is still loading.
 *
 * Actions wait for telemetry, so that the first list load and a quick first click are traced too,
 * but only until `maxWaitMs` after page start: a slow network may cost a trace, never the page.
 * Telemetry that comes later serves the actions after it; telemetry that fails is done without.
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
