// Who counts what is lost, and under which name: for verify --complete, for the faults and for the dashboards.

/** Where telemetry can be lost, in the order in which it flows. */
export const PLACES = [
  'page',
  'app',
  'agent',
  'receive',
  'sampling',
  'queue',
  'export',
  'store',
] as const;
export type Place = (typeof PLACES)[number];

/** The part of the lab that counts; the page's losses reach the collector as log records. */
export type Teller =
  | 'page'
  | 'backend'
  | 'otel-agent'
  | 'otel-collector'
  | 'tempo'
  | 'prometheus'
  | 'loki';

/** A counter of items that were lost, or that were refused and are sent again. */
export interface LossCounter {
  place: Place;
  teller: Teller;
  /** What it counts, in words. */
  signal: string;
  /** In Prometheus. On a page /metrics it may also end in _total. */
  name: string;
  /** Regular expressions that whole values of labels match. */
  only?: Record<string, string>;
  /** Regular expressions that they do not match; a missing label has the value "". */
  except?: Record<string, string>;
  /** The labels that tell why, or the reason itself. */
  reason: string | string[];
  /** Sent again, or nothing that anybody sent: it may explain what is missing, but is no loss. */
  again?: true;
}

const SIGNALS = [
  { items: 'spans', signal: 'spans', filtered: 'spans', otel: 'traces' },
  { items: 'metric_points', signal: 'metric points', filtered: 'datapoints', otel: 'metrics' },
  { items: 'log_records', signal: 'log records', filtered: 'logs', otel: 'logs' },
];

const ofEachSignal = (
  counter: (words: (typeof SIGNALS)[number]) => Omit<LossCounter, 'signal'>,
): LossCounter[] => SIGNALS.map((words) => ({ signal: words.signal, ...counter(words) }));

/** What Loki refuses because of a rate or of too many streams is sent again. */
const LIMITS = 'stream_limit|.*rate_limit.*';

const sdk = (signal: string, name: string): LossCounter => ({
  place: 'app',
  teller: 'backend',
  signal,
  name: `otel_sdk_processor_${name}_processed_total`,
  only: { error_type: '.+' },
  reason: ['error_type'],
});

const agent = (failed: string, reason: string): LossCounter[] =>
  ofEachSignal(({ items }) => ({
    place: 'agent',
    teller: 'otel-agent',
    name: `otelcol_exporter_${failed}_${items}_total`,
    only: { service_name: 'otel-agent' },
    reason,
  }));

const collector = (place: Place, name: string, reason: string | string[]) => ({
  place,
  teller: 'otel-collector' as const,
  name: `otelcol_${name}`,
  reason,
});

const prometheus = (name: string, reason: string): LossCounter => ({
  place: 'store',
  teller: 'prometheus',
  signal: 'samples, Prometheus',
  name: `prometheus_${name}_total`,
  reason,
});

const tempo = (name: string, reason: string | string[]): LossCounter => ({
  place: 'store',
  teller: 'tempo',
  signal: 'spans, Tempo',
  name: `tempo_${name}`,
  reason,
});

const loki = { place: 'store', teller: 'loki', signal: 'log records, Loki' } as const;

export const LOSS_COUNTERS: LossCounter[] = [
  {
    place: 'page',
    teller: 'page',
    signal: 'batches',
    name: 'lab_page_telemetry_dropped_total',
    reason: ['lab_telemetry_reason'],
  },
  sdk('spans', 'span'),
  sdk('log records', 'log'),
  ...ofEachSignal(({ otel }) => ({
    place: 'app',
    teller: 'backend',
    name: 'lab_telemetry_rejected_total',
    only: { lab_signal: otel },
    reason: 'rejected by the collector',
  })),
  {
    place: 'app',
    teller: 'backend',
    signal: 'unclean ends',
    name: 'lab_unclean_ends_total',
    reason: 'killed or not flushed',
  },
  ...agent('send_failed', 'refused for good'),
  ...agent('enqueue_failed', 'no room in its queue'),
  ...ofEachSignal(({ items }) => ({
    ...collector('receive', `receiver_refused_${items}`, ['receiver']),
    again: true,
  })),
  ...ofEachSignal(({ items }) => collector('receive', `receiver_failed_${items}`, ['receiver'])),
  ...ofEachSignal(({ filtered }) => ({
    ...collector('receive', `processor_filter_${filtered}_filtered`, ['filter']),
    // What the filter of one lane drops is kept in the other.
    except: { filter: 'filter/(own|others)' },
  })),
  {
    ...collector(
      'sampling',
      'processor_tail_sampling_sampling_trace_dropped_too_early',
      'too many at once to wait for their decision',
    ),
    signal: 'traces',
  },
  ...ofEachSignal(({ items }) =>
    collector('queue', `exporter_enqueue_failed_${items}`, ['exporter']),
  ),
  ...ofEachSignal(({ items }) =>
    collector('export', `exporter_send_failed_${items}`, ['exporter']),
  ),
  tempo('discarded_spans_total', ['reason']),
  { ...tempo('receiver_refused_spans', ['receiver']), again: true },
  { ...tempo('ingester_failed_flushes_total', 'not written to disk yet'), again: true },
  // Of the service graph: the spans themselves are stored.
  { ...tempo('metrics_generator_spans_discarded_total', ['reason']), again: true },
  {
    ...tempo('metrics_generator_processor_service_graphs_dropped_spans', 'too many at once'),
    again: true,
  },
  prometheus('tsdb_out_of_order_samples', 'out of order'),
  prometheus('tsdb_out_of_bound_samples', 'out of bounds'),
  prometheus('tsdb_too_old_samples', 'too old'),
  prometheus('target_scrapes_sample_out_of_order', 'scraped, out of order'),
  prometheus('target_scrapes_sample_out_of_bounds', 'scraped, out of bounds'),
  prometheus('target_scrapes_sample_duplicate_timestamp', 'scraped, twice at one time'),
  prometheus('target_scrapes_exceeded_sample_limit', 'scraped, too many'),
  prometheus('api_remote_write_invalid_labels_samples', 'invalid labels'),
  { ...prometheus('rule_evaluation_failures', 'rule failed'), again: true },
  { ...loki, name: 'loki_discarded_samples_total', except: { reason: LIMITS }, reason: ['reason'] },
  {
    ...loki,
    name: 'loki_discarded_samples_total',
    only: { reason: LIMITS },
    reason: ['reason'],
    again: true,
  },
  {
    ...loki,
    name: 'loki_ingester_chunks_flush_failures_total',
    reason: 'not flushed yet',
    again: true,
  },
  { ...loki, name: 'loki_ingester_wal_disk_full_failures_total', reason: 'disk full', again: true },
];

/** Those of items that are lost for good. */
export const LOST = LOSS_COUNTERS.filter(({ again }) => !again);

/** The PromQL selector of its series. */
export function selectorOf({ name, only = {}, except = {} }: LossCounter): string {
  const matchers = [
    ...Object.entries(only).map(([label, value]) => `${label}=~"${value}"`),
    ...Object.entries(except).map(([label, value]) => `${label}!~"${value}"`),
  ];
  return matchers.length === 0 ? name : `${name}{${matchers.join(', ')}}`;
}

/** Whether the counter includes the series with these labels. */
export const includes = (
  { only = {}, except = {} }: LossCounter,
  labels: Record<string, string>,
): boolean => {
  const has = ([label, value]: [string, string]) =>
    new RegExp(`^(?:${value})$`).test(labels[label] ?? '');
  return Object.entries(only).every(has) && !Object.entries(except).some(has);
};
