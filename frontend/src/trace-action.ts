// trace-action.ts: what task-list.ts knows of tracing. telemetry.ts supplies the real thing, later.

/** The span names of user actions. A fixed list: span names must never hold what people type. */
export type ActionName =
  | 'load_tasks'
  | 'add_task'
  | 'complete_task'
  | 'reopen_task'
  | 'delete_task';

/**
 * Runs one user action as one span and settles as the action does.
 * The action receives its trace id, or nothing when it is not traced.
 */
export type TraceAction = <T>(
  name: ActionName,
  action: (traceId?: string) => Promise<T>,
) => Promise<T>;

/** Runs the action and traces nothing. */
export const untraced: TraceAction = (_name, action) => action();

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
