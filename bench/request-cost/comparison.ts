// From rounds to comparisons: each round gives one ratio or difference of measurements that are close
// in time, and the result is their median and range. Absolute numbers hold for this machine and day.

import { type Summary, summarize } from '../statistics.ts';
import type { Kind, Measured, Round } from './saturation.ts';
import type { VariantName } from './variants.ts';

const PAIRS = {
  silentToBare: ['silent', 'bare'],
  plainToBare: ['plain', 'bare'],
  loggingToBare: ['logging', 'bare'],
  plainToLogging: ['plain', 'logging'],
  againToPlain: ['plain-again', 'plain'],
  tunedToPlain: ['tuned', 'plain'],
  stockToPlain: ['stock', 'plain'],
} as const;
type Pair = keyof typeof PAIRS;

export interface Comparison {
  /** CPU per request, in microseconds. */
  cpu: Record<VariantName, Summary>;
  perSecond: Record<VariantName, Summary>;
  /** Requests per second of the server's CPU, the one as a share of the other. */
  perCpu: Record<Pair, Summary>;
  /** The same per second of wall-clock time, which depends on what else the machine does. */
  throughput: Record<Pair, Summary>;
  /** CPU that the first adds to a request of the second, in microseconds. */
  added: Record<Pair, Summary>;
  /** What is added by our tuning, as a share of what the stock set-up adds. */
  shareOfStock: Summary;
}

const NAMES: VariantName[] = [
  'bare',
  'logging',
  'silent',
  'plain',
  'plain-again',
  'tuned',
  'stock',
];

/** Applies `summary` to each key. */
function each<K extends string, T>(keys: readonly K[], summary: (key: K) => T): Record<K, T> {
  return Object.fromEntries(keys.map((key) => [key, summary(key)])) as Record<K, T>;
}

/** Compares the variants for one kind of request. */
export function compare(rounds: Round[], kind: Kind): Comparison {
  const over = (number: (round: Record<VariantName, Measured>) => number) =>
    summarize(rounds.map((round) => number(round[kind])));
  const pairs = Object.keys(PAIRS) as Pair[];
  return {
    cpu: each(NAMES, (name) => over((round) => round[name].cpu)),
    perSecond: each(NAMES, (name) => over((round) => round[name].perSecond)),
    perCpu: each(pairs, (pair) => {
      const [one, other] = PAIRS[pair];
      return over((round) => round[other].cpu / round[one].cpu);
    }),
    throughput: each(pairs, (pair) => {
      const [one, other] = PAIRS[pair];
      return over((round) => round[one].perSecond / round[other].perSecond);
    }),
    added: each(pairs, (pair) => {
      const [one, other] = PAIRS[pair];
      return over((round) => round[one].cpu - round[other].cpu);
    }),
    shareOfStock: over(
      ({ plain, tuned, stock }) => (tuned.cpu - plain.cpu) / (stock.cpu - plain.cpu),
    ),
  };
}
