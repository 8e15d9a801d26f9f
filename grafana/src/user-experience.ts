// What do people feel? Web vitals of real page views, their actions, and errors in the page.
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { frame, slowerThanVariable } from './frame.ts';
import { logsLink, tracesLink } from './links.ts';
import { lines } from './panels/lines.ts';
import { eventStat } from './panels/stat.ts';
import { traces } from './panels/tables.ts';
import { logs } from './panels/words.ts';
import { counted, quantile } from './promql.ts';
import { logQl, logQlMetric, promQl, promQlNow, traceQl } from './queries.ts';

const DURATION = 'lab_web_vital_duration_seconds';
const SHIFT = 'lab_web_vital_layout_shift';

const p75 = (metric: string, labels = '') =>
  quantile(0.75, `sum by (le) (${counted(`${metric}_bucket{${labels}}`)})`);

/** The share of page views in the 15 minutes before each point whose value was at most `limit`. */
const shareOfViews = (metric: string, limit: number, labels = '') => {
  const views = (series: string) => `sum(${counted(series, '15m', '15s')})`;
  const bucket = `${metric}_bucket{${labels && `${labels}, `}le="${limit}"}`;
  return `${views(bucket)} / (${views(`${metric}_count{${labels}}`)} > 0)`;
};

const NO_PAGE = 'nobody opened the page';

interface Vital {
  name: string;
  meaning: string;
  good: number;
  poor: number;
}

/** The limits of "good" and "poor", in seconds, are from https://web.dev/articles/vitals. */
const VITALS: Vital[] = [
  { name: 'LCP', meaning: 'the largest part of the page is visible', good: 2.5, poor: 4 },
  { name: 'INP', meaning: 'the page answers to the slowest click or key', good: 0.2, poor: 0.5 },
  { name: 'FCP', meaning: 'anything at all is visible', good: 1.8, poor: 3 },
  { name: 'TTFB', meaning: 'the first byte has come', good: 0.8, poor: 1.8 },
];

const vital = ({ name, meaning, good, poor }: Vital) =>
  eventStat({
    title: name,
    description: `After how long ${meaning}, for 75 % of page views. Good up to ${good} s (green), poor above ${poor} s (red). From records that each browser sends, which the collector turns into one histogram.`,
    unit: 's',
    width: 4,
    noValue: NO_PAGE,
    thresholds: [
      [0, 'green'],
      [good, 'orange'],
      [poor, 'red'],
    ],
    queries: [promQlNow(p75(DURATION, `browser_web_vital_name="${name.toLowerCase()}"`), name)],
  });

const layoutShift = eventStat({
  title: 'CLS',
  description:
    'How much of the screen moved by itself while it was read (cumulative layout shift), for 75 % of page views. Good up to 0.1 (green), poor above 0.25 (red).',
  unit: 'none',
  width: 4,
  decimals: 2,
  noValue: NO_PAGE,
  thresholds: [
    [0, 'green'],
    [0.1, 'orange'],
    [0.25, 'red'],
  ],
  queries: [promQlNow(p75(SHIFT), 'CLS')],
});

const pageViews = eventStat({
  title: 'Page views',
  description:
    'How often the page was opened in this time range, counted by the first byte of each page view. A browser with telemetry off is not in it.',
  unit: 'short',
  width: 4,
  decimals: 0,
  noValue: NO_PAGE,
  queries: [
    promQlNow(
      `sum(${counted(`${DURATION}_count{browser_web_vital_name="ttfb"}`)}) > 0`,
      'page views',
    ),
  ],
});

const overTime = lines({
  title: 'How fast did each page view feel?',
  description:
    'One point per vital and moment, straight from the log records of the browsers (Loki computes the 75th percentile). The red line is where LCP stops being good: 2.5 s.',
  unit: 's',
  width: 12,
  points: true,
  objective: true,
  thresholds: [
    [0, 'green'],
    [2.5, 'red'],
  ],
  noValue: 'Nobody opened the page in this time range.',
  queries: [
    logQlMetric(
      'quantile_over_time(0.75, {service_name="frontend"} | browser_web_vital_name=~"lcp|inp|fcp|ttfb" | unwrap browser_web_vital_value [$__auto]) by (browser_web_vital_name)',
      '{{browser_web_vital_name}}',
    ),
  ],
});

const good = lines({
  title: 'Which share of page views was good?',
  description:
    'Of the 15 minutes before each point: LCP of 2.5 s or less, INP of 0.2 s or less, CLS of 0.1 or less; the objective is 75 %. The buckets of the histograms have exactly these limits, so nothing is estimated.',
  unit: 'percentunit',
  width: 12,
  max: 1,
  objective: true,
  noValue: 'Nobody opened the page in this time range.',
  thresholds: [
    [0, 'red'],
    [0.75, 'green'],
  ],
  queries: [
    ...VITALS.slice(0, 2).map(({ name, good }) =>
      promQl(shareOfViews(DURATION, good, `browser_web_vital_name="${name.toLowerCase()}"`), name),
    ),
    promQl(shareOfViews(SHIFT, 0.1), 'CLS'),
  ],
});

const ACTIONS =
  'service_name="frontend", span_kind="SPAN_KIND_INTERNAL", span_name!~"documentFetch|resourceFetch"';

const actions = lines({
  title: 'How long do actions take, as a person waits?',
  description:
    'The 95th percentile from the click to the end of all its requests, network included. documentLoad is opening the page. Each diamond is one real action: point at it and choose "Open trace" (exemplars come from the collector, which times the spans of the page).',
  unit: 's',
  width: 24,
  height: 9,
  noValue: 'Nobody did anything on the page in this time range.',
  links: [
    tracesLink(
      'Traces of this action',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: variables of Grafana
      '{ resource.service.name = "frontend" && name = "${__field.labels.span_name}" }',
    ),
    logsLink('Errors of the page', '{service_name="frontend", severity_text=~"(?i)error"}'),
  ],
  queries: [
    promQl(
      quantile(
        0.95,
        `sum by (le, span_name) (rate(traces_spanmetrics_latency_bucket{${ACTIONS}}[$__rate_interval]))`,
      ),
      '{{span_name}}',
      { exemplar: true },
    ),
  ],
});

const slow = traces({
  title: 'Which actions were slow?',
  description:
    'Clicks that took longer than "Slower than" above. At most 20, and Tempo does not choose the longest: when there are more, choose a longer time. Press the trace id: was it the page, the network, the API or the database?',
  width: 12,
  hide: ['Service', 'Start time'],
  widths: { 'Trace ID': 110, Duration: 90 },
  noValue:
    'No action took that long. Press "Slow request" in the app, or choose a shorter time above.',
  queries: [
    traceQl(
      '{ resource.service.name = "frontend" && kind = internal && name !~ "(document|resource)Fetch" && duration > $slower_than }',
    ),
  ],
});

const errors = logs({
  title: 'What broke in the page?',
  description:
    'Errors in the page that nobody caught, with their place in the source but without their message, which may quote what a person typed. Open one and press "Open trace": the action that it belongs to.',
  width: 12,
  noValue: 'Nothing broke. Press "Unhandled exception" in the app to see how that looks.',
  queries: [logQl('{service_name="frontend", severity_text=~"(?i)error"}')],
});

/** The dashboard "What users feel". */
export const userExperience = (): Dashboard => {
  const dashboard = frame(
    'user-experience',
    'What users feel',
    'Web vitals of real page views, how long actions take, and errors in the page.',
    60,
  ).withVariable(slowerThanVariable(['250ms', '100ms', '500ms', '1s']));
  for (const panel of [...VITALS.map(vital), layoutShift, pageViews]) dashboard.withPanel(panel);
  for (const panel of [overTime, good, actions, slow, errors]) dashboard.withPanel(panel);
  return dashboard.build();
};
