// A history of samples, and which alerts must fire when: what a test of the rules says, in our words.

/** Minutes. */
export type Minutes = number;
export const HOUR: Minutes = 60;
export const DAY: Minutes = 24 * HOUR;

/** A while in which things happen evenly; per minute. */
export type Phase = { minutes: Minutes; total: number; bad: number };

/** Samples of one series, one per step; null is none, 'stale' is the end that Prometheus noticed. */
export type InputSeries = { series: string; samples: (number | null | 'stale')[] };

/** What PromQL must answer; an empty list is no answer. */
export type Expectation = { at: Minutes; expr: string; values: number[] };

export type Scenario = {
  name: string;
  /** Between samples. */
  step: Minutes;
  /**
   * Between evaluations of the rules; without it the step. Evaluations are what costs: a rule that
   * remembers nothing (no `for`, no range over what it records) need be asked at the times alone that
   * somebody looks at.
   */
  every?: Minutes;
  series: InputSeries[];
  expectations: Expectation[];
};

/** A counter that grows by `perMinute` in each phase; every sample, from time 0 on. */
export function counter(
  step: Minutes,
  phases: { minutes: Minutes; perMinute: number }[],
): number[] {
  const samples = [0];
  for (const { minutes, perMinute } of phases) {
    for (let count = Math.round(minutes / step); count > 0; count -= 1) {
      samples.push((samples.at(-1) ?? 0) + step * perMinute);
    }
  }
  return samples;
}

/** A gauge that stays at a value in each phase. */
export const gauge = (step: Minutes, phases: { minutes: Minutes; value: number }[]): number[] => [
  0,
  ...phases.flatMap(({ minutes, value }) => Array<number>(Math.round(minutes / step)).fill(value)),
];

/** So many alerts of this name and severity are firing. */
export const firing = (
  at: Minutes,
  alert: string,
  severity: 'page' | 'ticket',
  count: number,
): Expectation => ({
  at,
  expr: `count(ALERTS{alertname="${alert}", severity="${severity}", alertstate="firing"}) or vector(0)`,
  values: [count],
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

const seconds = (minutes: Minutes) => `${Math.round(minutes * 60)}s`;

/** Minutes between evaluations. */
export const intervalOf = ({ every, step }: Scenario): Minutes => every ?? step;

/** The longest time between evaluations with which every time that somebody looks at is one. */
export function commonInterval(times: Minutes[]): Minutes {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  return times.map((time) => Math.round(time * 60)).reduce(divisor, 0) / 60 || 1;
}

/**
 * A file for `promtool test rules`; all scenarios must be evaluated equally often.
 * @param groups names of the rule groups in the order in which they need each other
 */
export const testFile = (ruleFile: string, groups: string[], scenarios: Scenario[]) => ({
  rule_files: [ruleFile],
  evaluation_interval: seconds(scenarios[0] === undefined ? 1 : intervalOf(scenarios[0])),
  group_eval_order: groups,
  tests: scenarios.map(({ name, step, series, expectations }) => ({
    name,
    interval: seconds(step),
    input_series: series.map(({ series, samples }) => ({
      series,
      values: samples.map((sample) => sample ?? '_').join(' '),
    })),
    external_labels: { lab_url: 'http://lab' },
    promql_expr_test: expectations.map(({ at, expr, values }) => ({
      expr,
      eval_time: seconds(at),
      exp_samples: values.map((value) => ({ labels: '{}', value })),
    })),
  })),
});
