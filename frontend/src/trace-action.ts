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

export interface ActionScope {
  /** Missing when the action is not traced. */
  traceId?: string;
  /**
   * fetch within this action. Its span is a child of the action's, however many awaits lie between:
   * a browser forgets the active span at the first await, this function does not.
   */
  fetch: typeof fetch;
}

/** Runs one user action as one span and settles as the action does. */
export type TraceAction = <T>(
  name: ActionName,
  action: (scope: ActionScope) => Promise<T>,
) => Promise<T>;

/** Runs the action and traces nothing. */
export const untraced: TraceAction = (_name, action) =>
  action({ fetch: (...request) => globalThis.fetch(...request) });

/**
 * A TraceAction for the time while telemetry is still loading.
 *
 * Actions wait for telemetry, so that the first list load and a quick first click are traced too,
 * but only until `maxWaitMs` after page start: a slow network may cost a trace, never the page.
 * Telemetry that comes later serves the actions after it; telemetry that fails is done without.
 */
export function traceActionOnceLoaded(
  loading: Promise<TraceAction>,
  maxWaitMs: number,
): TraceAction {
  let traceAction = untraced;
  const loaded = loading.then(
    (real) => {
      traceAction = real;
    },
    () => undefined,
  );
  const deadline = new Promise<void>((resolve) => setTimeout(resolve, maxWaitMs));
  const ready = Promise.race([loaded, deadline]);
  return (name, action) => ready.then(() => traceAction(name, action));
}
