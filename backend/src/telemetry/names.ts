// All of our own names in telemetry; docs/signals.md explains each. We use the names of OpenTelemetry's
// semantic conventions where they exist. Ours begin with `lab.`, except the three HTTP metrics, whose
// names are part of the lab's contract.

export const SCOPE = 'backend';

export const SPAN = {
  createTask: 'create_task',
  updateTask: 'update_task',
  deleteTask: 'delete_task',
} as const;

export const EVENT = {
  taskCreated: 'lab.task.created',
  taskUpdated: 'lab.task.updated',
  taskDeleted: 'lab.task.deleted',
  validationFailed: 'lab.validation.failed',
} as const;

export const METRIC = {
  requests: 'http_requests_total',
  errors: 'http_errors_total',
  duration: 'http_request_duration_seconds',
  activeRequests: 'http.server.active_requests',
  databaseDuration: 'db.client.operation.duration',
  tasks: 'lab.tasks',
  databaseSize: 'lab.database.size',
  uncleanEnds: 'lab.unclean_ends',
  rejected: 'lab.telemetry.rejected',
} as const;

/** Bounds label values: all routes that do not exist share one value. */
export const UNMATCHED_ROUTE = 'unmatched';

export const ATTRIBUTE = {
  taskId: 'lab.task.id',
  /** On the span of an operation with invalid input. */
  validationFailed: 'lab.validation.failed',
  /** The invalid fields, on the event. Names only, never values. */
  validationFields: 'lab.validation.fields',
  /** On the SERVER span when the client left before the answer was complete. */
  requestCancelled: 'lab.request.cancelled',
  /** Milliseconds, on the log line of a completed request. */
  durationMs: 'lab.duration_ms',
  /** Of the metric lab.tasks: open or done. */
  taskState: 'lab.task.state',
  /** How many log lines were dropped, on the line that says so. */
  lostLines: 'lab.log.lost_lines',
  /** When the process before exported something for the last time, ISO 8601, on the line that says so. */
  lastExport: 'lab.last_export',
  /** Of the metric lab.telemetry.rejected: traces, metrics or logs. */
  signal: 'lab.signal',
  /** Of the metric lab.database.size: the SQLite file or its log. */
  fileName: 'file.name',
} as const;

export const LOG = {
  incoming: 'Incoming request',
  completed: 'Request completed',
  unexpected: 'Unexpected error',
  unavailable: 'Database unavailable',
  listening: 'Listening',
  stopping: 'Stopping',
  notClean: 'The last end was not clean; what was not exported by then is lost',
  linesLost: 'Log lines were lost: nobody read them',
  notFlushed: 'Telemetry could not be flushed in time; the last of it is lost',
} as const;

/** Never logged: secrets, and what people type. */
export const REDACTED = [
  'authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'password',
  'title',
  'description',
  'body',
] as const;

/**
 * The objects in which these are redacted, besides the top level. Named, since a wildcard would double
 * the cost of every line (7.3 µs instead of 3.1 µs).
 */
export const REDACTED_WITHIN = ['headers', 'task', 'request', 'body'] as const;

/** Query parameters whose values are recorded; people type into `search`, and `cursor` can hold a title. */
export const RECORDED_PARAMETERS = ['completed', 'sort', 'limit', 'delay', 'status'] as const;
