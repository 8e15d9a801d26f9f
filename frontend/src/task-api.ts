// task-api.ts: the only caller of fetch; between task-list.ts and the backend's http/task-routes.ts.

export interface Task {
  id: number;
  title: string;
  description: string;
  completed: boolean;
  created_at: string;
  updated_at: string;
}

export type NewTask = Pick<Task, 'title'> & Partial<Pick<Task, 'description'>>;
export type TaskChange = Partial<Pick<Task, 'title' | 'description' | 'completed'>>;
export type TaskApi = ReturnType<typeof createTaskApi>;

/** A request that did not end well: `status` is the HTTP status, or 0 when no answer came. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

// A stuck backend must become a message on the page, and a span that ends.
const TIMEOUT_MS = 10_000;

/** The five calls of the task API. `origin` is empty in the browser: nginx serves page and API. */
export function createTaskApi(origin = '', timeoutMs = TIMEOUT_MS) {
  // fetch must be called before the first await here and in every caller up to traceAction,
  // because the active span is known only until then; task-api.test.ts holds this.
  async function request(method: string, path: string, body?: unknown): Promise<Response> {
    const init: RequestInit = { method, signal: AbortSignal.timeout(timeoutMs) };
    if (body !== undefined) {
      init.headers = { 'content-type': 'application/json' };
      init.body = JSON.stringify(body);
    }
    const response = await fetch(`${origin}/api/tasks${path}`, init).catch(noAnswer);
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  async function requestTask(method: string, path: string, body?: unknown): Promise<Task> {
    return (await request(method, path, body)).json();
  }

  return {
    /** All tasks, newest first. */
    listTasks: async (): Promise<Task[]> => (await (await request('GET', '')).json()).tasks,
    getTask: (id: number) => requestTask('GET', `/${id}`),
    createTask: (task: NewTask) => requestTask('POST', '', task),
    changeTask: (id: number, change: TaskChange) => requestTask('PATCH', `/${id}`, change),
    deleteTask: async (id: number): Promise<void> => {
      await request('DELETE', `/${id}`);
    },
  };
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
