// Counters of dropped telemetry, from every component that has them, read before and after a run.
import { includes, LOSS_COUNTERS, type LossCounter, type Teller } from '../../stores/losses.ts';
import { metricsPage, PAGES } from '../../stores/metrics-page.ts';
import { type Sample, samples } from '../../stores/prometheus.ts';

/** What one series says. `of` is missing when its part does not answer. */
export interface Drop {
  value: number;
  of?: LossCounter;
}

/** By "PART COUNTER". COUNTER includes the labels: exporter, reason or type. */
export type Drops = Map<string, Drop>;

const UNREACHABLE = 'unreachable';

const byTeller = Map.groupBy(LOSS_COUNTERS, ({ teller }) => teller);

/** As on a page /metrics. */
function counterInWords({ __name__ = '', ...labels }: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return pairs.length === 0 ? __name__ : `${__name__}{${pairs.join(',')}}`;
}

/** Those of `found` that one of the counters includes. */
export const dropsIn = (teller: Teller, counters: LossCounter[], found: Found): Drops =>
  new Map(
    counters.flatMap((counter) =>
      found(counter.name)
        .filter(({ labels }) => includes(counter, labels))
        .map(({ labels, value }) => [
          `${teller} ${counterInWords(labels)}`,
          { value, of: counter },
        ]),
    ),
  );

/** The samples of a metric. */
export type Found = (name: string) => Sample[];

/**
 * From its page /metrics, or, where a part has none, from Prometheus: then they are as old as its last
 * export.
 */
async function counted(teller: Teller, counters: LossCounter[]): Promise<Found> {
  if (teller in PAGES) {
    const page = await metricsPage(teller, PAGES[teller as keyof typeof PAGES]);
    return (name) => page.samples(name);
  }
  const names = counters.map(({ name }) => name).join('|');
  const all = Map.groupBy(await samples(`{__name__=~"${names}"}`), ({ labels }) => labels.__name__);
  return (name) => all.get(name) ?? [];
}

async function dropsOf([teller, counters]: [Teller, LossCounter[]]): Promise<Drops> {
  const found = await counted(teller, counters).catch(() => undefined);
  return found
    ? dropsIn(teller, counters, found)
    : new Map([[`${teller} ${UNREACHABLE}`, { value: 1 }]]);
}

/** What every part has dropped so far. A part that does not answer has a counter for that. */
export async function allDrops(): Promise<Drops> {
  const all = await Promise.all([...byTeller].map(dropsOf));
  return new Map(all.flatMap((drops) => [...drops]));
}

export interface Dropped {
  part: string;
  counter: string;
  by: number;
  of?: LossCounter;
}

/** The counters that rose, and by how much: after a restart of their part, by all that they show. */
export const dropsBetween = (before: Drops, after: Drops): Dropped[] =>
  [...after]
    .map(([key, { value, ...rest }]) => {
      const [part = '', ...counter] = key.split(' ');
      const earlier = before.get(key)?.value ?? 0;
      const by = value < earlier ? value : value - earlier;
      return { part, counter: counter.join(' '), by, ...rest };
    })
    .filter(({ by }) => by > 0);

/** As a sentence. */
export const dropInWords = ({ part, counter, by }: Dropped): string =>
  counter === UNREACHABLE
    ? `${part} does not tell what it dropped`
    : `dropped on the way, by ${part}: ${counter} rose by ${by}`;
