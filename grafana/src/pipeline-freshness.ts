// How late is what the dashboards show? For "Pipeline health", per signal and in seconds.
import { runbookLink } from './links.ts';
import { lines } from './panels/lines.ts';
import { sinceEmpty } from './promql.ts';
import { promQl } from './queries.ts';

/** The lateness that the collector can cause, at most. What is before it adds a constant. */
export const freshness = lines({
  title: 'How fresh is what I see?',
  description:
    'Seconds since the queue of each signal was last seen empty: all that had reached the collector by then is in its store, so nothing there waits longer. Near 0 all is well. While a store is away its line rises by a second per second, and it falls once the last of what waited is delivered. Read every 5 s; before that, the app keeps spans and log records for up to 0.2 s, and metrics for 1.5 s. No line: Prometheus was away, or something has waited for over an hour.',
  unit: 's',
  width: 12,
  noValue: 'Prometheus does not reach the collector.',
  queries: [
    promQl(
      // Without the second part the lines would rise while nobody could know.
      `(${sinceEmpty()}) and on () last_over_time(up{job="otel-collector"}[15s])`,
      '{{data_type}}',
    ),
  ],
});

/** The same by trial, which includes the app, the way to the collector and the store. */
export const canary = lines({
  title: 'How long until a known request can be found?',
  description:
    'The canary sends a request a minute through the whole lab, and asks each store for what it left: its spans, its lines and its counter. Usually 1 to 3 s. While something is missing the line rises by a second per second, and after half a minute the alert CanaryLate fires.',
  unit: 's',
  width: 12,
  noValue: 'No canary. It runs with: COMPOSE_PROFILES=alerting npm start',
  next: [runbookLink('canary-late')],
  thresholds: [
    [0, 'green'],
    [30, 'red'],
  ],
  objective: true,
  queries: [promQl('max by (lab_signal) (lab_canary_freshness_seconds)', '{{lab_signal}}')],
});
