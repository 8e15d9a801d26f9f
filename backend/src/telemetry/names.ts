// The names of what `backend` sends. Made of registry/ by `npm run signals`; docs/signals.md explains each.

export const SCOPE = 'backend';

/** Spans that the code itself makes. A fixed list: names of spans must never hold what people type. */
export const SPAN = {
  createTask: 'create_task',
  updateTask: 'update_task',
  deleteTask: 'delete_task',
} as const;
export type SpanName = (typeof SPAN)[keyof typeof SPAN];

/** Log records with a name, and their text if it is always the same. */
export const EVENT = {
  taskCreated: { eventName: 'lab.task.created', body: 'Task created' },
  taskDeleted: { eventName: 'lab.task.deleted', body: 'Task deleted' },
  taskInvalid: { eventName: 'lab.task.invalid', body: 'Task not valid' },
  taskUpdated: { eventName: 'lab.task.updated', body: 'Task updated' },
} as const;

/** Log lines. */
export const LOG = {
  unavailable: 'Database unavailable',
  incoming: 'Incoming request',
  listening: 'Listening',
  linesLost: 'Log lines were lost: nobody read them',
  completed: 'Request completed',
  stopping: 'Stopping',
  notFlushed: 'Telemetry could not be flushed in time; the last of it is lost',
  notClean: 'The last end was not clean; what was not exported by then is lost',
  unexpected: 'Unexpected error',
} as const;

/** Metrics: the name, and what the meter wants to know besides. */
export const METRIC = {
  httpErrorsTotal: {
    name: 'http_errors_total',
    description: 'Requests answered with a status of 400 or more.',
    unit: '{request}',
  },
  httpRequestDurationSeconds: {
    name: 'http_request_duration_seconds',
    description: 'Time from the arrival of a request to the end of its answer.',
    unit: 's',
  },
  httpRequestsTotal: {
    name: 'http_requests_total',
    description: 'Requests answered.',
    unit: '{request}',
  },
  databaseSize: {
    name: 'lab.database.size',
    description:
      'Size of the SQLite file, and of its write-ahead log (`-wal`), which SQLite empties into the file every 4 MB.',
    unit: 'By',
  },
  tasks: {
    name: 'lab.tasks',
    description: 'Tasks that there are.',
    unit: '{task}',
  },
  telemetryRejected: {
    name: 'lab.telemetry.rejected',
    description:
      "Items that the collector rejected while it took the rest of their batch; the lab's own never does.",
    unit: '{item}',
  },
  uncleanEnds: {
    name: 'lab.unclean_ends',
    description:
      'The process before was killed, or could not flush: what it had not exported is lost.',
    unit: '{end}',
  },
} as const;

/** Attributes of our own. */
export const ATTRIBUTE = {
  /** Milliseconds from the arrival of a request to the end of its answer. */
  durationMs: 'lab.duration_ms',
  /** When the process before exported something for the last time, in ISO 8601. */
  lastExport: 'lab.last_export',
  /** How many log lines were lost. */
  logLostLines: 'lab.log.lost_lines',
  /** The client left before the answer was complete. */
  requestCancelled: 'lab.request.cancelled',
  /** The kind of telemetry. */
  signal: 'lab.signal',
  /** The task that the request is about. */
  taskId: 'lab.task.id',
  /** Whether the task is done. */
  taskState: 'lab.task.state',
  /** What was sent is not valid, so nothing was changed. */
  validationFailed: 'lab.validation.failed',
  /** The fields that are not valid. Names only, never what was in them. */
  validationFields: 'lab.validation.fields',
} as const;
