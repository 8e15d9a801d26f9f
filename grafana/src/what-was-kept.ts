// What was kept of the traces, and why? For a lab that keeps a part of them (compose.sampling.yml); one trace
// can be asked for, which is where links to traces that were not kept lead.
import { type Dashboard, TextBoxVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { SearchTableType } from '@grafana/grafana-foundation-sdk/tempo';
import { frame, labUrlVariable } from './frame.ts';
import { dashboardLink, runbookLink } from './links.ts';
import { lines } from './panels/lines.ts';
import { eventStat, stat } from './panels/stat.ts';
import { traces } from './panels/tables.ts';
import { logs } from './panels/words.ts';
import { counted, perSecond } from './promql.ts';
import { logQl, promQl, promQlNow, scraped, traceQl } from './queries.ts';

/** Until somebody asks for one. */
const NO_TRACE = '0'.repeat(32);
const ALL_KEPT = 'This lab keeps every trace. A part of them: LAB_SAMPLING=true npm start';
const sampler = (name: string, matchers: string) =>
  `otelcol_processor_tail_sampling_${name}{${matchers}}`;
const decided = (decision: string) =>
  sampler('global_count_traces_sampled', `decision="${decision}"`);
/** Each policy is asked only about what none before it keeps, so the last one says what nobody keeps. */
const bytes = (matchers: string) => sampler('count_bytes_sampled', matchers);
const KEPT = 'decision="sampled"';
const NOT_KEPT = 'decision="not_sampled", policy="share"';

/** The share of `part` in both. */
const share = (part: string, rest: string) =>
  `sum(${part}) / ((sum(${part}) + (sum(${rest}) or vector(0))) > 0)`;

const TILE = { width: 6, height: 5, noValue: ALL_KEPT };

const now = [
  stat({
    title: 'Kept',
    description:
      'The share of the decided traces that were kept. All errors and all slow ones are, so it is more than the share of the rest.',
    unit: 'percentunit',
    decimals: 1,
    ...TILE,
    queries: [
      promQlNow(share(counted(decided('sampled')), counted(decided('not_sampled'))), 'kept'),
    ],
  }),
  stat({
    title: 'Stored',
    description: 'The share of the bytes of all traces that was sent to Tempo. The rest is saved.',
    unit: 'percentunit',
    decimals: 1,
    ...TILE,
    queries: [promQlNow(share(counted(bytes(KEPT)), counted(bytes(NOT_KEPT))), 'stored')],
  }),
  stat({
    title: 'Waiting for their decision',
    description:
      'A trace waits in the memory of the collector until it is complete: 2 s after its first span without a parent, or 10 s after its first span.',
    unit: 'short',
    decimals: 0,
    ...TILE,
    queries: [promQl(sampler('sampling_traces_on_memory', ''), 'traces', scraped)],
  }),
  eventStat({
    title: 'Lost undecided',
    description:
      'Traces that had to go since too many waited, and about how many waited when the collector was killed (by its last reading, up to 15 s before).',
    unit: 'short',
    decimals: 0,
    ...TILE,
    thresholds: [
      [0, 'green'],
      [1, 'red'],
    ],
    next: [dashboardLink('What was lost', 'what-was-lost'), runbookLink('sampling-undecided')],
    queries: [
      promQlNow(
        `sum(${counted(sampler('sampling_trace_dropped_too_early', ''))}) + (sum(sum_over_time((
  last_over_time(${sampler('sampling_traces_on_memory', '')}[30s] offset 15s)
  and on () (target_info{lab_unclean_end!=""} unless target_info{lab_unclean_end!=""} offset 15s)
)[$__range:15s])) or vector(0))`,
        'lost',
      ),
    ],
  }),
];

const rates = [
  lines({
    title: 'Which traces are kept, and why?',
    description:
      'By the policy of otel-collector/sampling.yaml that kept them, the first that matched. What no policy keeps is counted all the same: in the panel beside, in every rate, error share and duration.',
    unit: 'cps',
    width: 12,
    noValue: ALL_KEPT,
    colors: { 'not kept, counted here': 'gray', errors: 'red', slow: 'orange' },
    queries: [
      promQl(
        `sum by (policy) (${perSecond(sampler('count_traces_sampled', KEPT))}) > 0`,
        '{{policy}}',
        scraped,
      ),
      promQl(`sum(${perSecond(decided('not_sampled'))})`, 'not kept, counted here', scraped),
    ],
  }),
  lines({
    title: 'How many requests were there?',
    description:
      'All of them, kept or not: the collector counts the spans before it decides. The diamonds of latency panels are of kept traces alone.',
    unit: 'reqps',
    width: 12,
    queries: [
      promQl(
        'sum by (span_name) (rate(traces_spanmetrics_calls_total{span_kind="SPAN_KIND_SERVER"}[$__rate_interval]))',
        '{{span_name}}',
      ),
    ],
  }),
];

const kept = traces({
  title: 'The latest that were kept',
  description:
    'Each span says why: tailsampling.policy. Press the span id for the trace around one.',
  width: 24,
  height: 7,
  sortBy: 'Start time',
  hide: ['Trace Service', 'Trace Name', 'kind'],
  widths: { 'Span ID': 160, Duration: 100 },
  noValue: ALL_KEPT,
  queries: [
    traceQl(
      '{ span.tailsampling.policy != nil && kind = server } | select(name, span.tailsampling.policy)',
      SearchTableType.Spans,
    ),
  ],
});

const one = [
  traces({
    title: 'The trace that you asked for: kept?',
    description:
      'Its spans in Tempo, with what they were kept by. Where none is, its requests are counted above, and its log lines stand beside.',
    width: 12,
    hide: ['Trace Service', 'Trace Name'],
    widths: { 'Span ID': 160, Duration: 100 },
    noValue:
      'Tempo does not have it: not kept, counted above; or its decision is still to come, for some seconds. Its log lines are beside.',
    queries: [
      traceQl(
        '{ trace:id = "$trace" } | select(name, span.tailsampling.policy)',
        SearchTableType.Spans,
        100,
      ),
    ],
  }),
  logs({
    title: 'What did it say?',
    description: 'Log lines are kept of every request, whatever becomes of its trace.',
    width: 12,
    noValue: 'No line of this trace in this time range.',
    queries: [logQl('{service_name=~".+"} | trace_id="$trace"')],
  }),
];

/** The dashboard "What was kept". */
export const whatWasKept = (): Dashboard => {
  const dashboard = frame(
    'what-was-kept',
    'What was kept',
    'Which traces were kept, why, and what became of the others.',
    60,
  )
    .withVariable(
      new TextBoxVariableBuilder('trace')
        .label('Trace id')
        .description('A trace to ask for: 32 hexadecimal digits')
        .defaultValue(NO_TRACE)
        .current({ text: NO_TRACE, value: NO_TRACE }),
    )
    .withVariable(labUrlVariable());
  for (const panel of [...now, ...rates, kept, ...one]) dashboard.withPanel(panel);
  return dashboard.build();
};
