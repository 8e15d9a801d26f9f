// Every name of our own that goes into telemetry, once. docs/signals.md explains each.
// Where OpenTelemetry's semantic conventions have a name, we use theirs; ours begin with `lab.`,
// the three HTTP metrics apart: their names are part of the lab's contract.

export const SCOPE = 'backend';

export const SPAN = {
  createTask: 'create_task',
} as const;

export const METRIC = {
  requests: 'http_requests_total',
  errors: 'http_errors_total',
  duration: 'http_request_duration_seconds',
} as const;

/** Label values are bounded: a route that does not exist is one value, not one per typo. */
export const UNMATCHED_ROUTE = 'unmatched';

export const ATTRIBUTE = {
  taskId: 'lab.task.id',
  /** Milliseconds, on the log line of a completed request. */
  durationMs: 'lab.duration_ms',
} as const;

export const LOG = {
  incoming: 'Incoming request',
  completed: 'Request completed',
} as const;
