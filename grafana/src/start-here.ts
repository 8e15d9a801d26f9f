// The home page: what runs, whether each signal arrives, and where to click first.
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { SearchTableType } from '@grafana/grafana-foundation-sdk/tempo';
import { serviceMapUrl } from '../../stores/grafana-links.ts';
import { frame, labUrlVariable } from './frame.ts';
import { stat, upOrDown } from './panels/stat.ts';
import { traces } from './panels/tables.ts';
import { text } from './panels/words.ts';
import { counted, STORE_EXPORTERS } from './promql.ts';
import { logQl, promQlNow, traceQl } from './queries.ts';

const TOUR = `
1. **Make something happen.** In the [app](\${lab_url:raw}) add a task, then press *Slow request* and *Failing request*.
2. **See it arrive.** On the right: each signal counts up within seconds.
3. **From a number to a trace.** On the [Service overview](/d/service-overview) point at a diamond in the duration panel and press *Open trace*.
4. **From the trace to its logs.** On a span press the link symbol, then *Related logs*. Lines of that span begin with ▶.
5. **Back again, and on to metrics.** Open a line and press *Open trace*, or *Open metrics of this route*.
6. **Who calls whom?** In [Explore](${serviceMapUrl('')}) the service graph; press a node for its rate, durations and traces.

Then take the [lessons](\${lab_url:raw}/guide/lessons/), which break the lab on purpose; the [guide](\${lab_url:raw}/guide/) explains it.

Is a panel's question not clear? Point at the **i** in its corner.
`;

const tour = text('A tour in six clicks', 'Where a newcomer begins.', 12, 12, TOUR.trim());

const runs = upOrDown({
  title: 'What runs?',
  description:
    'The stores, the collector and Grafana: whether Prometheus could scrape them. The backend: whether its metrics came within 30 s. The page is not asked; it shows itself by its spans.',
  width: 12,
  queries: [
    promQlNow(
      '(time() - max(timestamp(lab_tasks{service_name="backend"})) < bool 30) or vector(0)',
      'backend',
    ),
    promQlNow('up', '{{job}}'),
  ],
});

const arriving = (signal: string, name: string, items: keyof typeof STORE_EXPORTERS) =>
  stat({
    title: `${signal} a minute`,
    description: `${name} that the collector has passed on to the store of this signal in one minute. None for long: nothing happens, or the way is blocked; Pipeline health tells which.`,
    unit: 'short',
    width: 4,
    decimals: 0,
    thresholds: [
      [0, 'text'],
      [1, 'green'],
    ],
    queries: [
      promQlNow(
        `sum(${counted(`otelcol_exporter_sent_${items}{exporter=~"${STORE_EXPORTERS[items]}"}`, '1m', '5s')}) or vector(0)`,
        name.toLowerCase(),
      ),
    ],
  });

const spans = arriving('Spans', 'Spans', 'spans');
const points = arriving('Points', 'Metric points', 'metric_points');
const records = arriving('Lines', 'Log records', 'log_records');

const NEWEST =
  'Asked of the store itself, so it is what you would find there now. Old: nobody did anything; add a task in the app and it is seconds.';

/**
 * To find the newest traces Tempo reads all of the time range: after a million requests within half an
 * hour that took 20 s.
 */
const SHORT_RANGE = '5m';

const newestTrace = stat({
  title: 'Newest trace',
  description: `When the newest trace in Tempo began. ${NEWEST}`,
  unit: 'dateTimeFromNow',
  width: 4,
  column: 'Start time',
  noValue: 'none in 5 min',
  queries: [traceQl('{} with (most_recent=true)', SearchTableType.Traces, 1)],
}).timeFrom(SHORT_RANGE);

const newestMetric = stat({
  title: 'Newest metric',
  description:
    'When the newest sample of the backend was taken. It sends all its metrics every 1.5 s, so more than 10 s means that something is late.',
  unit: 'dateTimeFromNow',
  width: 4,
  noValue: 'none in 5 min',
  queries: [promQlNow('max(timestamp(lab_tasks{service_name="backend"})) * 1000', 'backend')],
});

const newestLine = stat({
  title: 'Newest log line',
  description: `When the newest line in Loki was written. ${NEWEST}`,
  unit: 'dateTimeFromNow',
  width: 4,
  column: 'Time',
  noValue: 'none in 15 min',
  // The line itself, not a number computed from lines: that would read all of them.
  queries: [logQl('{service_name=~".+"}', 1)],
});

const latest = traces({
  title: 'What happened last?',
  description:
    'The newest traces, whoever made them. Press a trace id: the whole way of one click, from the browser to the SQL statement.',
  width: 24,
  height: 9,
  sortBy: 'Start time',
  noValue: 'No trace in the last 5 minutes. Add a task in the app.',
  queries: [traceQl('{} with (most_recent=true)', SearchTableType.Traces, 10)],
}).timeFrom(SHORT_RANGE);

/** The dashboard "Start here", Grafana's home page. */
export const startHere = (): Dashboard =>
  frame(
    'start-here',
    'Start here',
    'What runs, whether each signal arrives, and a tour in six clicks.',
  )
    .withVariable(labUrlVariable())
    .withPanel(tour.gridPos({ x: 0, y: 0, w: 12, h: 12 }))
    .withPanel(runs.gridPos({ x: 12, y: 0, w: 12, h: 4 }))
    .withPanel(spans.gridPos({ x: 12, y: 4, w: 4, h: 4 }))
    .withPanel(points.gridPos({ x: 16, y: 4, w: 4, h: 4 }))
    .withPanel(records.gridPos({ x: 20, y: 4, w: 4, h: 4 }))
    .withPanel(newestTrace.gridPos({ x: 12, y: 8, w: 4, h: 4 }))
    .withPanel(newestMetric.gridPos({ x: 16, y: 8, w: 4, h: 4 }))
    .withPanel(newestLine.gridPos({ x: 20, y: 8, w: 4, h: 4 }))
    .withPanel(latest.gridPos({ x: 0, y: 12, w: 24, h: 9 }))
    .build();
