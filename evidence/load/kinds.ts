// The kinds of requests that traffic and verify --complete send, and the signals each leaves.

/** A span that a request leaves: its name, its kind, and its parent's index in the list. */
export type WantedSpan = [name: string, kind: 'SERVER' | 'INTERNAL' | 'CLIENT', parent: number];

export interface Kind {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** The route, as in metrics and spans. */
  route: string;
  /** Path and query, when they differ from the route. */
  path?: string;
  /** The expected status. */
  status: number;
  body?: object;
  /** The parent of the first one is -1, the caller. */
  spans: WantedSpan[];
  /** Log records beyond the two lines of every request: events, and errors. */
  lines?: string[];
}

const LIST = '/api/tasks';
const ONE = '/api/tasks/:id';

/** A query of the route, directly below the server's span. */
const queried = (route: string, method: string, sql: string): WantedSpan[] => [
  [`${method} ${route}`, 'SERVER', -1],
  [sql, 'CLIENT', 0],
];
/** A change, which has its own span around its SQL, and an event. */
const changed = (route: string, method: string, verb: string, event: string) => ({
  spans: [
    [`${method} ${route}`, 'SERVER', -1],
    [`${verb}_task`, 'INTERNAL', 0],
    [`${verb === 'create' ? 'INSERT' : verb.toUpperCase()} tasks`, 'CLIENT', 1],
  ] as WantedSpan[],
  lines: [event],
});

export const KINDS = {
  create: {
    method: 'POST',
    route: LIST,
    status: 201,
    ...changed(LIST, 'POST', 'create', 'Task created'),
  },
  invalid: {
    method: 'POST',
    route: LIST,
    status: 400,
    body: { title: '' },
    spans: [
      [`POST ${LIST}`, 'SERVER', -1],
      ['create_task', 'INTERNAL', 0],
    ],
    lines: ['Task not valid'],
  },
  list: {
    method: 'GET',
    route: LIST,
    path: `${LIST}?limit=20`,
    status: 200,
    spans: queried(LIST, 'GET', 'SELECT tasks'),
  },
  read: { method: 'GET', route: ONE, status: 200, spans: queried(ONE, 'GET', 'SELECT tasks') },
  absent: {
    method: 'GET',
    route: ONE,
    path: '/api/tasks/999999999999',
    status: 404,
    spans: queried(ONE, 'GET', 'SELECT tasks'),
  },
  update: {
    method: 'PATCH',
    route: ONE,
    status: 200,
    body: { completed: true },
    ...changed(ONE, 'PATCH', 'update', 'Task updated'),
  },
  delete: {
    method: 'DELETE',
    route: ONE,
    status: 204,
    ...changed(ONE, 'DELETE', 'delete', 'Task deleted'),
  },
  // Past the objective of 500 ms.
  slow: {
    method: 'GET',
    route: '/api/simulate-slow',
    path: '/api/simulate-slow?delay=0.8',
    status: 200,
    spans: [['GET /api/simulate-slow', 'SERVER', -1]],
  },
  error: {
    method: 'GET',
    route: '/api/simulate-error',
    status: 500,
    spans: [['GET /api/simulate-error', 'SERVER', -1]],
    lines: ['Unexpected error'],
  },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;

/** The kind with this name, optional parts filled in. */
export const kindOf = (name: KindName): Kind => KINDS[name];

/** The path of a request of this kind; `task` is the id of its task. */
export function pathOf(name: KindName, task?: number): string {
  const { path, route } = kindOf(name);
  return path ?? route.replace(':id', String(task));
}
