// A history of samples, and which alerts must fire when: what a test of the rules says, in our words.

/** Minutes. */
export type Minutes = number;
export const HOUR: Minutes = 60;
export const DAY: Minutes = 24 * HOUR;

/** A while in which things happen evenly; per minute. */
export type Phase = { minutes: Minutes; total: number; bad: number };

/** Samples of one series, one per step; null is no sample. */
export type InputSeries = { series: string; samples: (number | null)[] };

/** What PromQL must answer; an empty list is no answer. */
export type Expectation = { at: Minutes; expr: string; values: number[] };

export type Scenario = {
  name: string;
  /**
   * Between samples, and between evaluations. As long as the shortest window of the case allows:
   * three days in steps of a minute would take promtool minutes.
   */
  step: Minutes;
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
    for (let passed = 0; passed < minutes; passed += step) {
      samples.push((samples.at(-1) ?? 0) + step * perMinute);
    }
  }
  return samples;
}

/** A gauge that stays at a value in each phase. */
export const gauge = (step: Minutes, phases: { minutes: Minutes; value: number }[]): number[] => [
  0,
  ...phases.flatMap(({ minutes, value }) => Array<number>(minutes / step).fill(value)),
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

/**
 * A file for `promtool test rules`; all scenarios must have the same step.
 * @param groups names of the rule groups in the order in which they need each other
 */
export const testFile = (ruleFile: string, groups: string[], scenarios: Scenario[]) => ({
  rule_files: [ruleFile],
  evaluation_interval: seconds(scenarios[0]?.step ?? 1),
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
