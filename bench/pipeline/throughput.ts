// As much as each collector takes, one signal at a time: the lab's own configuration, with its stores,
// beside the one that only receives. By turns, so that what the machine does meanwhile hits both.
import type { Signal } from '../otlp/batch.ts';
import { generate, refusedOf } from '../otlp/generate.ts';
import { shuffled } from '../statistics.ts';
import { COLLECTORS, type Collector, type CollectorName, cpuOf, drained } from './collectors.ts';
import type { Plan } from './plan.ts';

/** Exports under way at a time: enough that the collector never waits for the generator. */
export const CONNECTIONS = 8;

export interface Taken {
  accepted: number;
  /** Those of the export that ended the sending; 0 when nothing was refused. */
  refused: number;
  seconds: number;
  perSecond: number;
  /** Items for each second of the collector's CPU, until all of them are in the stores. */
  perCpu: number;
  /** Until the queue was empty again. */
  drainSeconds: number;
  /** Share of a core that the generator used. */
  generatorCores: number;
}

/** Sends without a pause until the collector refuses, at most for `seconds`. */
export async function take(collector: Collector, signal: Signal, seconds: number): Promise<Taken> {
  const before = cpuOf(await collector.page());
  const sent = await generate({
    url: collector.url,
    signal,
    connections: CONNECTIONS,
    seconds,
    untilRefused: true,
  });
  const drainSeconds = await drained(collector);
  const cpu = cpuOf(await collector.page()) - before;
  return {
    accepted: sent.accepted,
    refused: refusedOf(sent),
    seconds: sent.seconds,
    perSecond: sent.accepted / sent.seconds,
    perCpu: sent.accepted / cpu,
    drainSeconds,
    generatorCores: sent.cpuSeconds / sent.seconds,
  };
}

export const SIGNALS: Signal[] = ['spans', 'log records', 'points'];
export type ThroughputRound = Record<Signal, Record<CollectorName, Taken>>;

export async function measureThroughput(
  plan: Plan,
  say: (text: string) => void,
): Promise<ThroughputRound[]> {
  const rounds: ThroughputRound[] = [];
  for (let number = 1; number <= plan.rounds; number += 1) {
    say(`throughput, round ${number} of ${plan.rounds}`);
    const round = {} as ThroughputRound;
    for (const signal of SIGNALS) {
      const taken = {} as Record<CollectorName, Taken>;
      for (const collector of shuffled(Object.values(COLLECTORS))) {
        taken[collector.name] = await take(collector, signal, plan.roundSeconds);
      }
      round[signal] = taken;
    }
    rounds.push(round);
  }
  return rounds;
}
