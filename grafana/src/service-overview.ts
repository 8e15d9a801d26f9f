// How is a service doing? Rate, errors, duration: the first three questions about any service.
// It reads the span metrics, so it shows every service that sends traces, not the task API alone.
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  environmentVariable,
  frame,
  routeVariable,
  serviceVariable,
  slowerThanVariable,
} from './frame.ts';
import { logsLink, tracesLink } from './links.ts';
import { lines } from './panels/lines.ts';
import { stat } from './panels/stat.ts';
import { traces } from './panels/tables.ts';
import { logs } from './panels/words.ts';
import { quantile } from './promql.ts';
import { logQl, promQl, traceQl } from './queries.ts';

/** SERVER spans of the chosen service, routes and environment. */
const CHOSEN =
  'service_name="$service", span_kind="SPAN_KIND_SERVER", http_route=~"$route", deployment_environment_name=~"$environment"';
const rate = (more = '') =>
  `rate(traces_spanmetrics_calls_total{${CHOSEN}${more}}[$__rate_interval])`;
const buckets = `rate(traces_spanmetrics_latency_bucket{${CHOSEN}}[$__rate_interval])`;
/** A share of 0 differs from no data, so it is 0 (0 × all requests) when nothing failed. */
const share = (more: string) => `(sum(${rate(more)}) or sum(${rate()}) * 0) / (sum(${rate()}) > 0)`;
const FAILED = ', status_code="STATUS_CODE_ERROR"';

/** Links from a line to the traces and logs of its route. */
const routeLinks = [
  tracesLink(
    'Traces of this route',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: variables of Grafana
    '{ resource.service.name = "${service}" && name = "${__field.labels.span_name}" && kind = server }',
  ),
  logsLink(
    'Logs of this route',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: variables of Grafana
    '{service_name="${service}"} | http_route="${__field.labels.http_route}"',
  ),
];

const now = [
  stat({
    title: 'Requests a second',
    description: 'SERVER spans of the chosen service and routes. Zero is a fact: nobody asked.',
    unit: 'reqps',
    width: 6,
    decimals: 2,
    queries: [promQl(`sum(${rate()})`, 'requests')],
  }),
  stat({
    title: 'Failing',
    description:
      'The share of requests that the service failed (status 5xx, span status ERROR). The objective is 1 % or less.',
    unit: 'percentunit',
    width: 6,
    decimals: 1,
    thresholds: [
      [0, 'green'],
      [0.01, 'red'],
    ],
    queries: [promQl(share(FAILED), 'failing')],
  }),
  stat({
    title: '95 % are faster than',
    description:
      'The 95th percentile over all chosen routes. The objective is 500 ms; above it the figure is red.',
    unit: 's',
    width: 6,
    thresholds: [
      [0, 'green'],
      [0.5, 'red'],
    ],
    queries: [promQl(quantile(0.95, `sum by (le) (${buckets})`), 'p95')],
  }),
  stat({
    title: 'Under way now',
    description:
      'Requests that have come and are not answered yet (http.server.active_requests). Many of them for long: something waits. Only services that send this metric have it.',
    unit: 'none',
    width: 6,
    queries: [promQl('sum(http_server_active_requests{service_name="$service"})', 'under way')],
  }),
];

const red = [
  lines({
    title: 'How many requests per second?',
    description:
      'By method and route. The route is a template: all tasks share /api/tasks/:id, so the number of lines stays small. Counted by the collector from the spans, before any sampling. Press a line: its traces and logs.',
    unit: 'reqps',
    width: 12,
    links: routeLinks,
    queries: [promQl(`sum by (span_name, http_route) (${rate()})`, '{{span_name}}')],
  }),
  lines({
    title: 'Which share of requests fails?',
    description:
      '5xx: the service failed; these spans have status ERROR. 4xx: the client asked for something wrong; that is no failure of the service, but a sudden rise often is one of its client.',
    unit: 'percentunit',
    width: 12,
    max: 1,
    colors: { '5xx: the service failed': 'red', '4xx: the request was wrong': 'orange' },
    queries: [
      promQl(share(FAILED), '5xx: the service failed'),
      promQl(share(', http_response_status_code=~"4.."'), '4xx: the request was wrong'),
    ],
  }),
  lines({
    title: 'How long do 95 % of requests take at most?',
    description:
      'By route. Each diamond is one real request: point at it and choose "Open trace". They come from the collector, which times the SERVER spans (traces_spanmetrics_latency), since the JavaScript SDK has no exemplars of its own. The red line is the objective of 500 ms.',
    unit: 's',
    width: 24,
    height: 9,
    thresholds: [
      [0, 'green'],
      [0.5, 'red'],
    ],
    objective: true,
    links: routeLinks,
    queries: [
      promQl(quantile(0.95, `sum by (le, span_name, http_route) (${buckets})`), '{{span_name}}', {
        exemplar: true,
      }),
    ],
  }),
];

const why = [
  traces({
    title: 'Which requests were slow?',
    description:
      'Requests that took longer than "Slower than" above. At most 20, and Tempo does not choose the longest: when there are more, choose a longer time. Press the trace id: the trace tells where the time went.',
    width: 12,
    hide: ['Service', 'Start time'],
    widths: { 'Trace ID': 110, Duration: 90 },
    noValue:
      'No request took that long. Press "Slow request" in the app, or choose a shorter time above.',
    queries: [
      traceQl(
        '{ resource.service.name = "$service" && kind = server && duration > $slower_than } | select(span.http.route)',
      ),
    ],
  }),
  logs({
    title: 'What did it say about errors?',
    description:
      'Lines of level error and fatal. Open one and press "Open trace": the request that it belongs to.',
    width: 12,
    noValue: 'No errors in this time range. Press "Failing request" in the app to make one.',
    queries: [logQl('{service_name="$service", severity_text=~"(?i)error|fatal"}')],
  }),
];

const process = [
  lines({
    title: 'How busy is the process?',
    description:
      'Event-loop utilisation: the share of time in which JavaScript runs. At 1 the process cannot take more, whatever the machine has left. Node.js services that send runtime metrics have it.',
    unit: 'percentunit',
    width: 8,
    max: 1,
    queries: [promQl('nodejs_eventloop_utilization_ratio{service_name="$service"}', 'event loop')],
  }),
  lines({
    title: 'How late is the event loop?',
    description:
      'What blocks the event loop delays every request alike. It is measured with a timer of 10 ms, so an idle process shows about that much.',
    unit: 's',
    width: 8,
    queries: [
      promQl('nodejs_eventloop_delay_p99_seconds{service_name="$service"}', 'p99'),
      promQl('nodejs_eventloop_delay_p50_seconds{service_name="$service"}', 'p50'),
    ],
  }),
  lines({
    title: 'How much memory do its objects take?',
    description:
      'The JavaScript heap, and the share of time spent on garbage collection below it. A saw tooth is healthy; teeth that start higher each time are a leak.',
    unit: 'bytes',
    width: 8,
    queries: [promQl('sum(v8js_memory_heap_used_bytes{service_name="$service"})', 'heap in use')],
  }),
];

/** The dashboard "Service overview". */
export const serviceOverview = (): Dashboard => {
  const dashboard = frame(
    'service-overview',
    'Service overview',
    'Rate, errors and duration of a service, with a way from each slow request to its trace and logs.',
  )
    .withVariable(serviceVariable())
    .withVariable(routeVariable())
    .withVariable(environmentVariable())
    .withVariable(slowerThanVariable(['250ms', '100ms', '500ms', '1s']));
  for (const panel of [...now, ...red, ...why, ...process]) dashboard.withPanel(panel);
  return dashboard.build();
};
