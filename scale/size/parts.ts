// What each part of the scaled lab needs to carry a load.
import type { Load, Rates } from './load.ts';
import type { Numbers } from './numbers.ts';

/** What a part needs in all its instances together, without head-room; memory and disk in GB (10^9). */
export interface Need {
  part: string;
  cores: number;
  memory: number;
  disk: number;
  /** Of these at least, however little there is to do. */
  least: number;
  /** What it runs out of first, if that is neither cores nor memory. */
  scarce?: string;
}

const MICROSECONDS = 1e6;
const GB = 1e9;
const HOUR = 3600;
const sum = (...values: number[]) => values.reduce((total, value) => total + value, 0);

/** Cores of a whole collector for all three signals, without masking. */
const collectorCores = ({ spans, lines, samples }: Rates, x: Numbers) =>
  (spans * x.collectorSpan + lines * x.collectorLine + samples * x.collectorSample) / MICROSECONDS;

/** Beside each process of an app: receives, queues on disk, sends. */
const agent = (rates: Rates, x: Numbers): Need => ({
  part: 'agent',
  cores: collectorCores(rates, x),
  memory: (rates.processes * x.agentMemory) / GB,
  disk: 0,
  least: rates.processes,
});

/** The first half of the lab's collector: it also masks. */
function gateway(rates: Rates, x: Numbers): Need {
  const masking = ((rates.spans + rates.lines * x.linesMasked) * x.masking) / MICROSECONDS;
  const cores = collectorCores(rates, x) + masking;
  return { part: 'gateway', cores, memory: cores * x.splunkMemory, disk: 0, least: 2 };
}

/** The second half: it counts spans, samples traces and sends to the stores. */
function worker(rates: Rates, { keep, spanBytes }: Load, x: Numbers): Need {
  const cores = collectorCores(rates, x);
  const waiting = keep < 1 ? (rates.spans * spanBytes * x.samplingWait) / GB : 0;
  return { part: 'worker', cores, memory: cores * x.splunkMemory + waiting, disk: 0, least: 2 };
}

/**
 * Partitions of each topic: as many as its traffic needs and, since one has one reader, as there are
 * workers; at least the lab's six.
 */
export const partitionsOf = (megabytes: number, workers: number, x: Numbers): number =>
  Math.max(6, Math.ceil((megabytes * x.headroom) / x.kafkaPartition), workers);

/** MB/s that come in from gateways. */
export const sentOf = ({ sent }: Rates): number => sum(sent.spans, sent.lines, sent.samples);

/** Each copy is traffic of a broker. With few MB/s, partitions or three copies say how many brokers. */
function kafka(rates: Rates, workers: number, x: Numbers): Need {
  const traffic = sentOf(rates) * x.copies;
  const { spans, lines, samples } = rates.sent;
  const partitions = sum(...[spans, lines, samples].map((one) => partitionsOf(one, workers, x)));
  const cores = (traffic / x.kafkaTraffic) * x.instanceCores;
  return {
    ...{ part: 'Kafka', cores, memory: cores * x.kafkaMemory, scarce: 'traffic' },
    disk: (traffic * x.kafkaHours * HOUR) / 1000,
    least: Math.max(x.copies, Math.ceil((partitions * x.copies) / x.kafkaPartitions)),
  };
}

/** Tempo or Loki: CPU for each copy; on its disk what is not in object storage yet. */
const store = (part: string, micros: number, items: number, stored: number, x: Numbers): Need => {
  const cores = (items * micros * x.copies) / MICROSECONDS;
  const disk = (stored * x.copies * x.diskHours * HOUR) / 1000;
  return { part, cores, memory: cores * x.storeMemory, disk, least: x.copies };
};

/** By Mimir's own sizing: what the lab's Prometheus used was too little to be measured. */
function metrics({ samples, series }: Rates, x: Numbers): Need {
  const distributor = samples / x.mimirSamples;
  const ingester = (series * x.copies) / x.mimirSeries;
  return {
    part: 'Prometheus or Mimir',
    cores: distributor + ingester,
    memory: distributor + ingester * x.mimirMemory,
    disk: ingester * x.mimirDisk,
    least: 2,
  };
}

/** In the order of the data. `workers` of a first pass, since Kafka needs a partition for each. */
export const needsOf = (load: Load, rates: Rates, workers: number, x: Numbers): Need[] => [
  agent(rates, x),
  gateway(rates, x),
  kafka(rates, workers, x),
  worker(rates, load, x),
  store('Tempo', x.tempoSpan, rates.keptSpans, rates.stored.spans, x),
  store('Loki', x.lokiLine, rates.lines, rates.stored.lines, x),
  metrics(rates, x),
];

/** GB in object storage once the oldest is as old as it may become. */
export const objectsOf = ({ stored }: Rates, { days }: Load): number =>
  ((stored.spans * days.traces + stored.lines * days.logs + stored.samples * days.metrics) *
    24 *
    HOUR) /
  1000;

/**
 * MB/s that cross from one zone to another. Who sends has its receiver in any zone: agent to gateway,
 * gateway to Kafka, Kafka to worker, worker to store. Two of three copies go to others than the first.
 */
export function crossingOf(rates: Rates, { zones }: Load, x: Numbers): number {
  const elsewhere = (zones - 1) / zones;
  const all = sentOf(rates);
  const kept = all - rates.sent.spans + rates.sent.keptSpans;
  const copying = x.copies - 1;
  return elsewhere * (all * 3 + kept) + (zones > 1 ? (all + kept) * copying : 0);
}
