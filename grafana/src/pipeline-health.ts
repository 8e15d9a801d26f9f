// Is what I see complete? What the collector received, sent and queued, and what was lost.
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import { LOST, PLACES, selectorOf } from '../../stores/losses.ts';
import { frame, labUrlVariable } from './frame.ts';
import { dashboardLink } from './links.ts';
import { lost } from './losses.ts';
import { lines } from './panels/lines.ts';
import { eventStat, stat } from './panels/stat.ts';
import { canary, freshness } from './pipeline-freshness.ts';
import { room, stores } from './pipeline-stores.ts';
import { counted, perSecond, STORE_EXPORTERS } from './promql.ts';
import { promQl, promQlNow, scraped } from './queries.ts';

/** The collector's word for the items of each signal, and the exporter that sends them on. */
const SIGNALS = Object.entries(STORE_EXPORTERS).map(([items, exporter]) => ({ items, exporter }));

const spoken = (items: string) => items.replace('_', ' ');

/** The sum of `events`; 0 if the counters do not exist yet. */
const orNone = (events: string) => `(sum(${events}) or vector(0))`;

/** The row of counts at the top. */
const TILE = { unit: 'short', width: 6, height: 5, decimals: 0 };
/** Of what is not lost, but worth a look. */
const ORANGE_FROM_ONE: [number, string][] = [
  [0, 'green'],
  [1, 'orange'],
];

const complete = eventStat({
  title: 'Is what I see complete?',
  description:
    'Items that were lost for good in this time range, anywhere between the app and the stores. Yes: every span, metric point and log line that the app handed over is in its store, or waits in the queue beside. Unknown: a part does not answer, so nobody knows what it lost.',
  next: [dashboardLink('What was lost', 'what-was-lost')],
  ...TILE,
  background: true,
  // The first colour is also that of no value, which a sum with NaN in it becomes.
  noValue: 'Unknown: a part does not answer',
  thresholds: [
    [-1, 'orange'],
    [0, 'green'],
    [1, 'red'],
  ],
  mappings: [
    {
      type: MappingType.ValueToText,
      options: { '0': { text: 'Yes, nothing was lost', color: 'green' } },
    },
  ],
  queries: [promQlNow(`sum(${lost()})`, 'lost')],
});

const waiting = stat({
  title: 'What waits in the queue',
  description:
    "In the collector's queues on disk, until their store takes them. Up to a megabyte is always on its way. More for long: a store is away or too slow. Nothing is lost yet: the queue holds an hour.",
  ...TILE,
  unit: 'decbytes',
  thresholds: [
    [0, 'green'],
    [1e6, 'orange'],
    [250e6, 'red'],
  ],
  queries: [promQlNow('sum by (data_type) (otelcol_exporter_queue_size)', '{{data_type}}')],
});

const refused = eventStat({
  title: 'Refused, to be sent again',
  description:
    'Items that the collector did not take in this time range since its memory or its queue was full. It says so to the sender, which tries again: late, not lost, as long as the sender has room.',
  ...TILE,
  thresholds: ORANGE_FROM_ONE,
  queries: SIGNALS.map(({ items }) =>
    promQlNow(orNone(counted(`otelcol_receiver_refused_${items}`)), spoken(items)),
  ),
});

const overflown = eventStat({
  title: 'Spans counted without their names',
  description:
    'In this time range. Rate and duration are counted for 1,000 combinations of service, span name, route and status; spans beyond that are counted together, and are in Tempo all the same. More than 0: something puts ids into names or routes. Its traces: Explore, Tempo, Search.',
  ...TILE,
  thresholds: ORANGE_FROM_ONE,
  queries: [
    promQlNow(
      orNone(counted('traces_spanmetrics_calls_total{otel_metric_overflow="true"}')),
      'spans',
    ),
  ],
});

const way = SIGNALS.map(({ items, exporter }) =>
  lines({
    title: `Does what comes in go out? ${spoken(items)}`,
    description: `Accepted from the senders and sent on to the store (${exporter}), per second. The lines lie on each other as long as the store takes what it gets${items === 'metric_points' ? '; sent is more than accepted, since metrics that the collector makes from spans join them' : ''}.`,
    unit: 'cps',
    width: 8,
    queries: [
      promQl(
        // Not what a worker of the scaled lab fetches: it was accepted before.
        `sum(${perSecond(`otelcol_receiver_accepted_${items}{receiver!="kafka"}`)})`,
        'accepted',
        scraped,
      ),
      promQl(
        `sum(${perSecond(`otelcol_exporter_sent_${items}{exporter=~"${exporter}"}`)})`,
        'sent',
        scraped,
      ),
    ],
  }),
);

const losses = lines({
  title: 'Where was something lost?',
  description:
    'When items were lost for good, per second, by place. Any value above zero is worth a look: What was lost tells of which signal and why.',
  unit: 'cps',
  width: 12,
  next: [dashboardLink('What was lost', 'what-was-lost')],
  queries: PLACES.map((place) => {
    const counters = LOST.filter((counter) => counter.place === place);
    const each = counters.map((counter) => orNone(perSecond(selectorOf(counter))));
    return promQl(each.join(' + '), place, scraped);
  }),
});

const queue = lines({
  title: 'How full is the queue?',
  description:
    'Of 500 MB per store. At 100 % the collector makes its senders wait instead of dropping.',
  unit: 'percentunit',
  width: 12,
  max: 1,
  queries: [
    promQl(
      'sum by (data_type) (otelcol_exporter_queue_size) / sum by (data_type) (otelcol_exporter_queue_capacity)',
      '{{data_type}}',
      scraped,
    ),
  ],
});

/** The dashboard "Pipeline health". */
export const pipelineHealth = (): Dashboard => {
  const dashboard = frame(
    'pipeline-health',
    'Pipeline health',
    'Whether telemetry is complete: what the collector accepted, refused, queued, sent and lost.',
    30,
  ).withVariable(labUrlVariable());
  for (const panel of [
    complete,
    waiting,
    refused,
    overflown,
    freshness,
    canary,
    ...way,
    losses,
    queue,
    ...stores,
    ...room,
  ]) {
    dashboard.withPanel(panel);
  }
  return dashboard.build();
};
