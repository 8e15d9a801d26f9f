// The result of a run, as it is written to docs/bench/request-cost.json.
import { machine } from '../machine.ts';
import { type Summary, summarize } from '../statistics.ts';
import { type Comparison, compare } from './comparison.ts';
import type { LargeTable } from './large-table.ts';
import type { Latency, LatencyRound } from './open-loop.ts';
import type { Plan } from './plan.ts';
import type { Round } from './saturation.ts';
import type { Received } from './telemetry-received.ts';

/** What was measured, before any arithmetic. */
export interface Measurements {
  rounds: Round[];
  latency: LatencyRound[];
  received: Record<string, Received>;
  largeTable: LargeTable;
}

export interface Result {
  node: string;
  machine: string;
  plan: Plan;
  read: Comparison;
  create: Comparison;
  latency: {
    /** Milliseconds. */
    p50Plain: Summary;
    p50Tuned: Summary;
    p50Added: Summary;
    /** Plain compared with plain of the round before, as a difference and as a ratio. */
    p50Noise: Summary;
    p99Noise: Summary;
    p99Plain: Summary;
    p99Tuned: Summary;
    p99Ratio: Summary;
  };
  /** Milliseconds: the slowest query's p99. */
  listP99: number;
  searchP99: number;
  measurements: Measurements;
}

export function toResult(plan: Plan, measurements: Measurements): Result {
  const { rounds, latency, largeTable } = measurements;
  const over = (number: (round: LatencyRound) => number) => summarize(latency.map(number));
  const fromRoundToRound = (number: (plain: Latency, before: Latency) => number) =>
    summarize(
      latency.slice(1).map(({ plain }, before) => number(plain, latency[before]?.plain ?? plain)),
    );
  const slowest = (times: { p99: number }[]) => Math.max(...times.map(({ p99 }) => p99));
  return {
    node: process.version,
    machine: machine(),
    plan,
    read: compare(rounds, 'read'),
    create: compare(rounds, 'create'),
    latency: {
      p50Plain: over(({ plain }) => plain.p50),
      p50Tuned: over(({ tuned }) => tuned.p50),
      p50Added: over(({ plain, tuned }) => tuned.p50 - plain.p50),
      p50Noise: fromRoundToRound((one, before) => one.p50 - before.p50),
      p99Noise: fromRoundToRound((one, before) => one.p99 / before.p99),
      p99Plain: over(({ plain }) => plain.p99),
      p99Tuned: over(({ tuned }) => tuned.p99),
      p99Ratio: over(({ plain, tuned }) => tuned.p99 / plain.p99),
    },
    listP99: slowest(largeTable.lists),
    searchP99: slowest(largeTable.searches),
    measurements,
  };
}
