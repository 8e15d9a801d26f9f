// How is the task API doing? Rate, errors, duration: the first three questions about a service.

import {
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
} from '@grafana/grafana-foundation-sdk/common';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  DashboardBuilder,
  DashboardCursorSync,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { lines } from './panels.ts';

const rate = lines({
  title: 'How many requests per second?',
  description:
    'Requests that the backend answered, by method and route. The route is a template: all tasks share /api/tasks/:id, so the number of lines stays small. From http_requests_total, which the app sends every 5 s.',
  unit: 'reqps',
  width: 12,
  queries: [
    {
      expr: 'sum by (method, endpoint) (rate(http_requests_total{service_name="backend"}[$__rate_interval]))',
      legend: '{{method}} {{endpoint}}',
    },
  ],
});

const errors = lines({
  title: 'Which share of requests fails?',
  description:
    'Requests answered with a status of 400 or more, as a share of all. 4xx: the client asked for something wrong. 5xx: the service failed. From http_errors_total and http_requests_total.',
  unit: 'percentunit',
  width: 12,
  queries: [
    {
      // "or … * 0": a share of zero is a fact, and not the same as no data.
      expr: '(sum(rate(http_errors_total{service_name="backend"}[$__rate_interval])) or sum(rate(http_requests_total{service_name="backend"}[$__rate_interval])) * 0) / sum(rate(http_requests_total{service_name="backend"}[$__rate_interval]))',
      legend: 'status 400 or more',
    },
    {
      expr: '(sum(rate(http_errors_total{service_name="backend", status_code=~"5.."}[$__rate_interval])) or sum(rate(http_requests_total{service_name="backend"}[$__rate_interval])) * 0) / sum(rate(http_requests_total{service_name="backend"}[$__rate_interval]))',
      legend: 'status 500 or more',
    },
  ],
}).max(1);

const duration = lines({
  title: 'How long do 95 % of requests take at most?',
  description:
    'The 95th percentile of the time per request, by route. Each diamond is one real request: point at it and choose "Open trace". They come from the collector, which times the SERVER spans (traces_spanmetrics_latency), since the JavaScript SDK has no exemplars of its own. The red line is the objective of 500 ms.',
  unit: 's',
  width: 24,
  queries: [
    {
      expr: 'histogram_quantile(0.95, sum by (le, span_name) (rate(traces_spanmetrics_latency_bucket{service_name="backend", span_kind="SPAN_KIND_SERVER"}[$__rate_interval])))',
      legend: '{{span_name}}',
      exemplar: true,
    },
  ],
})
  .thresholds(
    new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
      { value: null, color: 'green' },
      { value: 0.5, color: 'red' },
    ]),
  )
  .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Line));

/** The dashboard "Service overview". */
export const serviceOverview = (): Dashboard =>
  new DashboardBuilder('Service overview')
    .uid('service-overview')
    .description(
      'Rate, errors and duration of the task API, with a way from each slow request to its trace.',
    )
    .tags(['otel-lab'])
    .timezone('browser')
    .time({ from: 'now-15m', to: 'now' })
    .refresh('5s')
    .tooltip(DashboardCursorSync.Crosshair)
    .withPanel(rate)
    .withPanel(errors)
    .withPanel(duration)
    .build();
