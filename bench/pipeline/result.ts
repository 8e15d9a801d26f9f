// The result of a run, as it is written to docs/bench/pipeline.json.
import { machine } from '../machine.ts';
import type { Signal } from '../otlp/batch.ts';
import { type Summary, summarize } from '../statistics.ts';
import type { CollectorName } from './collectors.ts';
import type { Flood } from './flood.ts';
import type { Plan } from './plan.ts';
import type { Sustained } from './sustained.ts';
import type { Swept } from './sweep.ts';
import { SIGNALS, type ThroughputRound } from './throughput.ts';

/** What was measured, before any arithmetic. */
export interface Measurements {
  rounds: ThroughputRound[];
  sustained: Sustained;
  flood: Flood;
}

/** Of one signal. */
export interface Throughput {
  perSecond: Record<CollectorName, Summary>;
  perCpu: Record<CollectorName, Summary>;
  /** Items for each second of CPU, the lab's as a share of the pass-through's, in pairs. */
  share: Summary;
  /** In all rounds. */
  refused: Record<CollectorName, number>;
  generatorCores: Summary;
}

export interface Result {
  node: string;
  machine: string;
  plan: Plan;
  throughput: Record<Signal, Throughput>;
  measurements: Measurements;
}

function throughputOf(rounds: ThroughputRound[], signal: Signal): Throughput {
  const of = (name: CollectorName, value: 'perSecond' | 'perCpu') =>
    summarize(rounds.map((round) => round[signal][name][value]));
  const both = <T>(value: (name: CollectorName) => T) => ({
    lab: value('lab'),
    'pass-through': value('pass-through'),
  });
  return {
    perSecond: both((name) => of(name, 'perSecond')),
    perCpu: both((name) => of(name, 'perCpu')),
    share: summarize(
      rounds.map((round) => round[signal].lab.perCpu / round[signal]['pass-through'].perCpu),
    ),
    refused: both((name) =>
      rounds.reduce((total, round) => total + round[signal][name].refused, 0),
    ),
    generatorCores: summarize(
      rounds.flatMap((round) => Object.values(round[signal]).map((taken) => taken.generatorCores)),
    ),
  };
}

export function toResult(plan: Plan, measurements: Measurements): Result {
  const throughput = Object.fromEntries(
    SIGNALS.map((signal) => [signal, throughputOf(measurements.rounds, signal)]),
  ) as Record<Signal, Throughput>;
  return { node: process.version, machine: machine(), plan, throughput, measurements };
}

/** A run of the sweep alone. */
export interface SweepResult {
  node: string;
  machine: string;
  seconds: number;
  swept: Swept[];
}
