// The names of the page's telemetry. Made of registry/ by `npm run signals`; docs/signals.md explains each.

/** The span names of user actions. A fixed list: span names must never hold what people type. */
export const ACTION_NAMES = [
  'load_tasks',
  'load_more_tasks',
  'filter_tasks',
  'search_tasks',
  'add_task',
  'edit_task',
  'complete_task',
  'reopen_task',
  'delete_task',
  'restore_task',
  'slow_request',
  'failing_request',
  'unhandled_exception',
  'burst_request',
] as const;
export type ActionName = (typeof ACTION_NAMES)[number];

/** Log records with a name, and their text. */
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
