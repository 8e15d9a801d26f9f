// What changes at an order of magnitude: the limits that a load has passed.
import type { Load } from './load.ts';
import type { Size } from './model.ts';
import type { Numbers } from './numbers.ts';
import { partitionsOf, sentOf } from './parts.ts';
import { short } from './table.ts';

/** MB/s of a tenant: Tempo's default (tempo/tempo.yaml), and Loki's (loki/loki.yaml). */
const TENANT = { tempo: 15, loki: 4 };
const TERABYTES_A_DAY = 86_400 / 1e6;
/** Of the money, from which on the network is worth a word. */
const MUCH = 0.2;

export interface Sizing {
  load: Load;
  size: Size;
  x: Numbers;
}

const of = ({ size }: Sizing, name: string) => size.parts.find(({ part }) => part === name);
const instances = (sizing: Sizing, name: string): number => of(sizing, name)?.instances ?? 0;

/**
 * How often everything from gateways to stores is needed: a cluster of Kafka may have so many brokers, and
 * for so many log lines a day there is a published size of Loki.
 */
export function cellsOf(sizing: Sizing): number {
  const { size, x } = sizing;
  const logs = (size.rates.sent.lines * TERABYTES_A_DAY) / x.lokiLargest;
  return Math.ceil(Math.max(instances(sizing, 'Kafka') / x.kafkaBrokers, logs, 1));
}

type Step = (sizing: Sizing) => string | false;

/** In the order in which a growing system meets them; false where it does not apply. */
export const STEPS: Step[] = [
  (sizing) =>
    instances(sizing, 'gateway') === 2 &&
    instances(sizing, 'worker') === 2 &&
    'one collector would do: two gateways, two workers and Kafka are there for the day on which one of them is gone',
  (sizing) => {
    const { load, size } = sizing;
    const share = (of(sizing, 'network')?.money ?? 0) / size.money;
    const text = `compression between the parts, which the lab does not have: the network between zones is ${Math.round(100 * share)} % of the money. Workers that read the copy in their own zone save more`;
    return load.compression === 1 && share > MUCH && text;
  },
  ({ size: { rates } }) =>
    (rates.sent.keptSpans > TENANT.tempo || rates.sent.lines > TENANT.loki) &&
    `limits per tenant: by default Tempo takes ${TENANT.tempo} MB/s of a tenant and Loki ${TENANT.loki}; here come ${short(rates.sent.keptSpans)} and ${short(rates.sent.lines)}. A tenant for each team, with a limit of its own, keeps one from taking the place of all`,
  (sizing) =>
    instances(sizing, 'gateway') > 2 &&
    `an agent beside each of ${short(sizing.size.rates.processes)} processes, so that an app waits for nothing else; ${short(instances(sizing, 'gateway'))} gateways behind a balancer`,
  ({ load, size }) =>
    load.keep === 1 &&
    size.first.part === 'Tempo' &&
    size.rates.spans > 1e5 &&
    'tail sampling: Tempo has most of the cores, for traces that nobody opens',
  (sizing) => {
    const cells = cellsOf(sizing);
    const workers = Math.ceil(instances(sizing, 'worker') / cells);
    const partitions = partitionsOf(sizing.size.rates.sent.spans / cells, workers, sizing.x);
    return (
      partitions > 6 &&
      `${short(partitions)} partitions for spans${cells > 1 ? ' in each cell' : ''}, from the start: with more of them later, a trace goes to two workers for a while`
    );
  },
  (sizing) =>
    cellsOf(sizing) > 1 &&
    `${cellsOf(sizing)} cells, each with gateways, Kafka, workers and stores of its own for ${short(sentOf(sizing.size.rates) / cellsOf(sizing))} MB/s. A tenant lives in one of them; a fault takes one of them; Grafana asks all`,
  (sizing) =>
    cellsOf(sizing) > 1 &&
    'cells are also the way to several regions: telemetry stays where it is made, and only sums and alerts leave it. What a whole copy elsewhere costs, `--out 1` tells',
];

export const adviceFor = (sizing: Sizing): string[] => STEPS.flatMap((step) => step(sizing) || []);
