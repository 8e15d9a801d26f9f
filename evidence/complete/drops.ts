// Counters of dropped telemetry, from every component that has them, read before and after a run.
import { ask } from '../../stores/ask.ts';
import { lab } from '../../stores/lab.ts';
import { samples } from '../../stores/prometheus.ts';

/** The drop counters of each part, as named on its page /metrics. */
export const PARTS: { part: string; page: string; drops: RegExp }[] = [
  {
    part: 'otel-collector',
    page: `${lab.collectorMetrics}/metrics`,
    // What the filters of the two lanes drop is kept in the other one.
    drops:
      /^otelcol_(receiver_(refused|failed)_|processor_(refused|dropped|filter_\w+filtered\w*\{(?!.*filter="filter\/(own|others)"))|exporter_(enqueue|send)_failed|exporter_queue_.*dropped|scraper_errored)/,
  },
  {
    part: 'tempo',
    page: `${lab.tempo}/metrics`,
    drops:
      /^tempo_(discarded_spans_total|receiver_refused_spans|ingester_failed_flushes_total|metrics_generator_spans_discarded_total|metrics_generator_processor_service_graphs_dropped_spans|live_store_failed_completions_total)/,
  },
  {
    part: 'prometheus',
    page: `${lab.prometheus}/metrics`,
    drops:
      /^prometheus_(tsdb_(out_of_order_samples|out_of_bound_samples|too_old_samples)_total|target_scrapes_(sample_(out_of_order|out_of_bounds|duplicate_timestamp)|exceeded_sample_limit)_total|api_remote_write_invalid_labels_samples_total|rule_evaluation_failures_total)/,
  },
  {
    part: 'loki',
    page: `${lab.loki}/metrics`,
    drops:
      /^loki_(discarded_(samples|bytes)_total|ingester_chunks_flush_failures_total|ingester_wal_disk_full_failures_total|write_failures_discarded_total)/,
  },
];

/** "PART COUNTER" -> value. COUNTER includes the labels: exporter, reason or type. */
export type Drops = Map<string, number>;

const UNREACHABLE = 'unreachable';

/** The counters of a /metrics page that match `drops`. */
export function dropsOnPage(part: string, page: string, drops: RegExp): Drops {
  const lines = page.split('\n').filter((line) => drops.test(line));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [`${part} ${line.slice(0, at)}`, Number(line.slice(at + 1))];
    }),
  );
}

async function dropsOf({ part, page, drops }: (typeof PARTS)[number]): Promise<Drops> {
  const text = await ask(part, page).catch(() => undefined);
  return text === undefined
    ? new Map([[`${part} ${UNREACHABLE}`, 1]])
    : dropsOnPage(part, text, drops);
}

/** The SDK exports its own counters, so they are as old as its last export. */
async function dropsOfSdk(): Promise<Drops> {
  const query = '{__name__=~"otel_sdk_processor_.*_processed_total", error_type!=""}';
  const found = await samples(query).catch(() => undefined);
  if (!found) return new Map([[`backend ${UNREACHABLE}`, 1]]);
  return new Map(
    found.map(({ labels, value }) => [
      `backend ${labels.__name__}{error_type="${labels.error_type}"}`,
      value,
    ]),
  );
}

/** What every part has dropped so far. A part that does not answer has a counter for that. */
export async function allDrops(): Promise<Drops> {
  const all = await Promise.all([dropsOfSdk(), ...PARTS.map(dropsOf)]);
  return new Map(all.flatMap((drops) => [...drops]));
}

export interface Dropped {
  part: string;
  counter: string;
  by: number;
}

/** The counters that rose, and by how much. */
export const dropsBetween = (before: Drops, after: Drops): Dropped[] =>
  [...after]
    .map(([key, value]) => {
      const [part = '', ...counter] = key.split(' ');
      return { part, counter: counter.join(' '), by: value - (before.get(key) ?? 0) };
    })
    .filter(({ by }) => by > 0);

/** As a sentence. */
export const dropInWords = ({ part, counter, by }: Dropped): string =>
  counter === UNREACHABLE
    ? `${part} does not tell what it dropped`
    : `dropped on the way, by ${part}: ${counter} rose by ${by}`;
