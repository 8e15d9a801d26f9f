// task-api.ts: every request of the page; between the features and the backend's http/task-routes.ts.

export interface Task {
  id: number;
  title: string;
  description: string;
  completed: boolean;
  /** Rises with each change; If-Match names the one that a change was made from. */
  version: number;
  created_at: string;
  updated_at: string;
}

export type NewTask = Pick<Task, 'title'> & Partial<Pick<Task, 'description'>>;
export type TaskChange = Partial<Pick<Task, 'title' | 'description' | 'completed'>>;
export type TaskApi = ReturnType<typeof createTaskApi>;

export interface TaskQuery {
  completed?: boolean | undefined;
  search?: string | undefined;
  sort?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

export interface TaskPage {
  tasks: Task[];
  /** What to ask the next page with; null on the last one. */
  next_cursor: string | null;
}

/** A request that did not end well: `status` is the HTTP status, or 0 when no answer came. */
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
}

/** The calls of the task API, each by the given `fetch`: that of one traced action, in the page. */
export function createTaskApi(fetch: typeof globalThis.fetch, options: TaskApiOptions = {}) {
  // A stuck backend must become a message on the page, and a span that ends.
  const { origin = '', timeoutMs = 15_000 } = options;

  async function request(method: string, path: string, body?: unknown, version?: number) {
    const headers: Record<string, string> = {};
    const init: RequestInit = { method, headers, signal: AbortSignal.timeout(timeoutMs) };
    if (version !== undefined) headers['if-match'] = `"${version}"`;
    if (body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(body);
    }
    const response = await fetch(`${origin}/api/${path}`, init).catch(noAnswer);
    if (!response.ok) throw await problemOf(response);
    return response;
  }

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

/** Reads an RFC 9457 problem document; anything else becomes a message with the status alone. */
async function problemOf(response: Response): Promise<ApiError> {
  const problem = await response.json().catch(() => ({}));
  const fields = (problem.errors ?? []).map((e: { message: string }) => e.message).join(' ');
  const fallback = `The task API answered with status ${response.status}.`;
  return new ApiError(response.status, fields || problem.detail || problem.title || fallback);
}
