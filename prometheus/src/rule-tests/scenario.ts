// A generated test of rules: a history of samples, and the expected answers to PromQL at given times.

import type { Speed } from '../speed.ts';
import { alone, history, type InputSeries, lengthOf, type Past } from './history.ts';
import type { Subject } from './traffic.ts';

export type Minutes = number;
export const HOUR: Minutes = 60;
export const DAY: Minutes = 24 * HOUR;

/** The expected answer; an empty list is no answer. */
export interface Expectation {
  at: Minutes;
  expr: string;
  values: number[];
}

export interface Scenario {
  name: string;
  /** Time between samples. */
  step: Minutes;
  /**
   * Time between evaluations of the rules; default: the step. Evaluations take most of a test's time.
   * Rules without `for` and without ranges over recorded series need them only at the times of the
   * expectations.
   */
  every?: Minutes;
  series: InputSeries[];
  expectations: Expectation[];
}

/** Expects the alert to fire at this time with this severity, or not to fire. */
export const firing = (
  at: Minutes,
  alert: string,
  severity: 'page' | 'ticket',
  fires: boolean,
): Expectation => ({
  at,
  expr: `count(ALERTS{alertname="${alert}", severity="${severity}", alertstate="firing"}) or vector(0)`,
  values: [Number(fires)],
});

/** The answer is within `tolerance` of `value`: rates at the edge of a window are estimates. */
export const about = (
  at: Minutes,
  expr: string,
  value: number,
  tolerance: number,
): Expectation => ({
  at,
  expr: `sum(abs((${expr}) - ${value}) < bool ${tolerance})`,
  values: [1],
});

/** A history that is evaluated only once, so that days of samples take little time. */
export interface Case {
  what: string;
  past: Past;
  /** Units between samples; default: 1. */
  step?: number;
  /** Restarts of the counters, in units before the end. */
  restarts?: number[];
  /** Changes the series. */
  change?: (series: InputSeries) => InputSeries;
  /** Leaves out other objectives' series and those of failures that never happened. */
  alone?: true;
  /** Time of the evaluation, in units; default: the end. */
  at?: number;
}

/** The scenario of a case; its expectations are for the time of the evaluation. */
export function scenarioOf(
  speed: Speed,
  subject: Subject,
  one: Case,
  expectations: (at: Minutes) => Expectation[],
): Scenario {
  const { step = 1 } = one;
  const unit = speed.minute / 60;
  const at = (one.at ?? lengthOf(one.past)) * unit;
  const all = history(speed, subject, one.past, step, one.restarts);
  const series = one.alone ? alone(subject, all) : all;
  return {
    name: `${subject.id}: ${one.what}`,
    step: step * unit,
    every: at,
    series: one.change ? series.map(one.change) : series,
    expectations: expectations(at),
  };
}

const seconds = (minutes: Minutes) => `${Math.round(minutes * 60)}s`;

/** A test in the format of `promtool test rules`. */
const promtoolTest = ({ name, step, series, expectations }: Scenario) => ({
  name,
  interval: seconds(step),
  input_series: series.map(({ series, samples }) => ({
    series,
    values: samples.map((sample) => sample ?? '_').join(' '),
  })),
  promql_expr_test: expectations.map(({ at, expr, values }) => ({
    expr,
    eval_time: seconds(at),
    exp_samples: values.map((value) => ({ labels: '{}', value })),
  })),
});

/** Files for promtool by name, one per evaluation interval. */
export function promtoolFiles(scenarios: Scenario[]): Record<string, object> {
  const byInterval = Map.groupBy(scenarios, ({ every, step }) => seconds(every ?? step));
  return Object.fromEntries(
    [...byInterval].map(([interval, some]) => [
      `${interval}.yaml`,
      { evaluation_interval: interval, tests: some.map(promtoolTest) },
    ]),
  );
}
