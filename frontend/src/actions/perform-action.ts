// Runs a user action in its trace and reports it to signals-drawer.ts.
import { ApiError, createTaskApi, type TaskApi } from '../api/task-api.ts';
import type { SpanName } from '../telemetry/names.ts';
import type { StartTrace } from './trace-action.ts';

export interface FinishedAction {
  name: SpanName;
  /** Missing when the action was not traced. */
  traceId: string | undefined;
  durationMs: number;
  /** How long the trace took: not the same when an action stands for many, see signal-buttons.ts. */
  traceMs: number;
  /** The HTTP status that the action ended with; undefined without an answer. */
  status: number | undefined;
  failed: boolean;
  /** Did it fail, or was one of its requests answered with 400 or more? Then its trace has a failed span. */
  hasErrors: boolean;
  /** Additional information, such as the number of requests. */
  note?: string;
}

export type ReportAction = (action: FinishedAction) => void;

/** Runs `action` and settles like it. The API passed to it sends requests in the action's trace. */
export type Perform = <T>(name: SpanName, action: (api: TaskApi) => Promise<T>) => Promise<T>;

/** Returns the function with which all features run their actions: it traces and reports them. */
export function createPerform(startTrace: StartTrace, report: ReportAction): Perform {
  return async (name, action) => {
    const trace = await startTrace(name);
    const { traceId } = trace;
    const start = performance.now();
    let status: number | undefined;
    let failed = false;
    let hasErrors = false;
    const onStatus = (answered: number) => {
      status = answered;
      hasErrors ||= answered >= 400;
    };
    try {
      return await action(createTaskApi(trace.inSpan, { onStatus }));
    } catch (error) {
      failed = true;
      hasErrors = true;
      trace.fail(error);
      // The status it failed with, which may not be the last: after a conflict the task is read again.
      if (error instanceof ApiError) status = error.status || undefined;
      throw error;
    } finally {
      trace.end();
      const durationMs = performance.now() - start;
      report({ name, traceId, status, failed, hasErrors, durationMs, traceMs: durationMs });
    }
  };
}

/** The message for the user about a failure. */
export function reasonOf(error: unknown): string {
  return error instanceof ApiError
    ? error.message
    : 'Something unexpected went wrong in this page.';
}
