// A generated test of rules: a history of samples, and what PromQL must answer at some times.

/** Minutes. */
export type Minutes = number;
export const HOUR: Minutes = 60;
export const DAY: Minutes = 24 * HOUR;

/** A while in which things happen evenly; events per minute. */
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
   * Between evaluations of the rules; the step where it is not given. Evaluations take most of a
   * test's time. Rules that depend on no earlier evaluation (no `for`, no range over recorded series)
   * need only those at the times of the expectations.
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

/** The alert fires at that time with this severity, or does not. */
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

/** The longest interval of which all these times are multiples. */
export function commonInterval(times: Minutes[]): Minutes {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  return times.map((time) => Math.round(time * 60)).reduce(divisor, 0) / 60 || 1;
}

const seconds = (minutes: Minutes) => `${Math.round(minutes * 60)}s`;

/** A test as `promtool test rules` reads it. */
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

/** Files for promtool by their names, one for each interval of evaluation. */
export function promtoolFiles(scenarios: Scenario[]): Record<string, object> {
  const byInterval = Map.groupBy(scenarios, ({ every, step }) => seconds(every ?? step));
  return Object.fromEntries(
    [...byInterval].map(([interval, some]) => [
      `test-${interval}.yaml`,
      { evaluation_interval: interval, tests: some.map(promtoolTest) },
    ]),
  );
}
