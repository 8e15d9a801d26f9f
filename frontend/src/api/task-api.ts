// All requests of the page to the API, which is the backend's http/task-routes.ts.

// Only types: no code of the backend becomes part of the page.
import type {
  NewTask,
  Task,
  TaskChange,
  TaskPage,
  TaskQuery as WholeTaskQuery,
} from '../../../backend/src/task.ts';

export type { NewTask, Task, TaskChange, TaskPage };
/** The API has defaults for what is left out. */
export type TaskQuery = Partial<WholeTaskQuery>;

export type TaskApi = ReturnType<typeof createTaskApi>;

/** A failed request; `status` is the HTTP status, or 0 without an answer. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface TaskApiOptions {
  /** Empty in the browser: nginx serves page and API. */
  origin?: string;
  timeoutMs?: number;
  /** Called with the HTTP status of each answer. */
  onStatus?: (status: number) => void;
}

/** Calls `start`, which begins one request, in the request's trace. */
export type InSpan = <T>(start: () => T) => T;

/** The task API. Each request begins in `inSpan`, which in the page is that of a user action. */
export function createTaskApi(inSpan: InSpan, options: TaskApiOptions = {}) {
  const request = requestBy(inSpan, options);

  async function requestTask(...args: Parameters<typeof request>): Promise<Task> {
    return (await request(...args)).json();
  }

  return {
    listTasks: async (query: TaskQuery = {}): Promise<TaskPage> =>
      (await request('GET', `tasks${queryString(query)}`)).json(),
    getTask: (id: number) => requestTask('GET', `tasks/${id}`),
    createTask: (task: NewTask) => requestTask('POST', 'tasks', task),
    /** Fails with status 412 when the task is no longer at `version`. */
    changeTask: (id: number, change: TaskChange, version: number) =>
      requestTask('PATCH', `tasks/${id}`, change, version),
    deleteTask: async (id: number, version: number): Promise<void> => {
      await request('DELETE', `tasks/${id}`, undefined, version);
    },
    simulateSlow: async (seconds: number): Promise<void> => {
      await request('GET', `simulate-slow?delay=${seconds}`);
    },
    simulateError: async (status: number): Promise<void> => {
      await request('GET', `simulate-error?status=${status}`);
    },
  };
}

function requestBy(inSpan: InSpan, { origin = '', timeoutMs, onStatus }: TaskApiOptions) {
  /** @throws {ApiError} when the status is not 2xx, or without an answer. */
  return async (method: string, path: string, body?: unknown, version?: number) => {
    const headers: Record<string, string> = {};
    // When the backend hangs, the page must show a message and the span must end.
    const init: RequestInit = { method, headers, signal: AbortSignal.timeout(timeoutMs ?? 15_000) };
    if (version !== undefined) headers['if-match'] = `"${version}"`;
    if (body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(body);
    }
    const url = `${origin}/api/${path}`;
    const response = await inSpan(() => globalThis.fetch(url, init)).catch(noAnswer);
    onStatus?.(response.status);
    if (!response.ok) throw await problemOf(response);
    return response;
  };
}

function queryString(query: TaskQuery): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

function noAnswer(error: unknown): never {
  const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
  throw new ApiError(
    0,
    timedOut ? 'The task API takes too long.' : 'The task API does not answer.',
  );
}

/** Reads an RFC 9457 problem document; for anything else the message has only the status. */
async function problemOf(response: Response): Promise<ApiError> {
  const problem = await response.json().catch(() => ({}));
  const fields = (problem.errors ?? []).map((e: { message: string }) => e.message).join(' ');
  const fallback = `The task API answered with status ${response.status}.`;
  return new ApiError(response.status, fields || problem.detail || problem.title || fallback);
}
