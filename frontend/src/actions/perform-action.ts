// perform-action.ts: runs what the user asked for in its trace, and reports it to signals-drawer.ts.
import { ApiError, createTaskApi, type TaskApi } from '../api/task-api.ts';
import type { ActionName, StartTrace } from './trace-action.ts';

export interface FinishedAction {
  name: ActionName;
  /** Missing when the action was not traced. */
  traceId: string | undefined;
  durationMs: number;
  /** The HTTP status that the action ended with; undefined when nobody answered. */
  status: number | undefined;
  failed: boolean;
  /** More to say, such as how many requests it was. */
  note?: string;
}

export type ReportAction = (action: FinishedAction) => void;

/** Runs `action` and settles as it does. The API it gets sends its requests in the action's trace. */
export type Perform = <T>(name: ActionName, action: (api: TaskApi) => Promise<T>) => Promise<T>;

/** Joins tracing and reporting into the one function by which all features act. */
export function createPerform(startTrace: StartTrace, report: ReportAction): Perform {
  return async (name, action) => {
    const trace = await startTrace(name);
    const { traceId } = trace;
    const start = performance.now();
    let status: number | undefined;
    let failed = false;
    const onStatus = (answered: number) => {
      status = answered;
    };
    try {
      return await action(createTaskApi(trace.inSpan, { onStatus }));
    } catch (error) {
      failed = true;
      trace.fail(error);
      // The answer that it failed with, which need not be the last: a conflict is looked at again.
      if (error instanceof ApiError) status = error.status || undefined;
      throw error;
    } finally {
      trace.end();
      report({ name, traceId, status, failed, durationMs: performance.now() - start });
    }
  };
}

/** What to tell the user about a failure. */
export function reasonOf(error: unknown): string {
  return error instanceof ApiError
    ? error.message
    : 'Something unexpected went wrong in this page.';
}
