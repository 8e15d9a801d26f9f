// The names of what `frontend` sends. Made of registry/ by `npm run signals`; docs/signals.md explains each.

export const SCOPE = 'frontend';

/** Spans that the code itself makes. A fixed list: names of spans must never hold what people type. */
export const SPAN = {
  loadTasks: 'load_tasks',
  loadMoreTasks: 'load_more_tasks',
  filterTasks: 'filter_tasks',
  searchTasks: 'search_tasks',
  addTask: 'add_task',
  editTask: 'edit_task',
  completeTask: 'complete_task',
  reopenTask: 'reopen_task',
  deleteTask: 'delete_task',
  restoreTask: 'restore_task',
  slowRequest: 'slow_request',
  failingRequest: 'failing_request',
  unhandledException: 'unhandled_exception',
  burstRequest: 'burst_request',
} as const;
export type SpanName = (typeof SPAN)[keyof typeof SPAN];

/** Log records with a name, and their text if it is always the same. */
export const EVENT = {
  telemetryDropped: { eventName: 'lab.telemetry.dropped', body: 'Telemetry was lost' },
  browserWebVital: { eventName: 'browser.web_vital', body: 'Web vital' },
} as const;

/** Log lines. */
export const LOG = {
  uncaught: 'Uncaught error',
  rejection: 'Unhandled rejection',
} as const;

/** Attributes of our own. */
export const ATTRIBUTE = {
  /** The span was still open when the user left the page. */
  interrupted: 'lab.interrupted',
  /** The page, by a name instead of its address, which could hold an id. */
  pageName: 'lab.page.name',
  /** Requests that were never sent, each with up to 40 spans or 50 records. */
  telemetryBatches: 'lab.telemetry.batches',
  /** Why telemetry of the page was never sent: 4 MiB were waiting, it was an hour old, or the collector refused it. */
  telemetryReason: 'lab.telemetry.reason',
} as const;
