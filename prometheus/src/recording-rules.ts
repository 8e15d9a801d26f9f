// Recording rules of an objective, with Sloth's names and labels.
import { type Objective, overWindow } from './objectives.ts';
import { BURN_RATES, type Speed, secondsOf, WINDOWS } from './speed.ts';

/** A rule as Prometheus reads it. */
export type Rule =
  | { record: string; expr: string; labels: Record<string, string> }
  | {
      alert: string;
      expr: string;
      labels: Record<string, string>;
      annotations: Record<string, string>;
    };

/** A group of rules, which are evaluated one after the other. */
export interface Group {
  name: string;
  interval?: string;
  rules: Rule[];
}

/** The labels of all series of an objective. */
const labelsOf = (speed: Speed, { id, service, slo }: Objective) => ({
  sloth_id: id,
  sloth_service: service,
  sloth_slo: slo,
  ...speed.labels,
});

/** A series of this objective, with a matcher, such as slo:objective:ratio{sloth_id="…"}. */
export const series = (speed: Speed, objective: Objective, name: string): string =>
  `${speed.prefix}:${name}{sloth_id="${objective.id}"}`;

/** Returns a function that makes rules with the objective's labels. */
const recorder =
  (speed: Speed, objective: Objective) =>
  (name: string, expr: string, window?: string): Rule => ({
    record: `${speed.prefix}:${name}`,
    expr,
    labels: {
      ...labelsOf(speed, objective),
      ...(window === undefined ? {} : { sloth_window: window }),
    },
  });

/**
 * The share of bad events over each window, and the number of bad events over the long ones.
 * Without events there is no sample: 0 / 0 would be NaN, which spoils every average.
 */
export function ratioRules(speed: Speed, objective: Objective): Rule[] {
  const record = recorder(speed, objective);
  const bad = (window: string) => overWindow(objective.error_query, window);
  const total = (window: string) => overWindow(objective.total_query, window);
  const windows = WINDOWS.map((name) => speed.windows[name]);
  // Alerts need the number of bad events over the longer window of each pair.
  const long = BURN_RATES.map((rate) => speed.windows[rate.long]);
  const shortest = speed.windows['5m'];
  return [
    ...windows.map((window) => {
      const ratio = `(${bad(window)})\n/\n(${total(window)} > 0)`;
      return record(`sli_error:ratio_rate${window}`, ratio, window);
    }),
    ...long.map((window) =>
      record(`sli_bad_events:increase${window}`, `(${bad(window)}) * ${secondsOf(window)}`, window),
    ),
    // For the period's ratio.
    record(`sli_bad:rate${shortest}`, bad(shortest), shortest),
    record(`sli_total:rate${shortest}`, total(shortest), shortest),
  ];
}

/**
 * The ratio over the whole period, from recorded rates, since a month of raw series is too much to read
 * every half minute. Weighted by events: with Sloth's average of ratios one failure in a quiet night
 * would weigh as much as an hour of failures at noon.
 */
function periodRatio(speed: Speed, objective: Objective): string {
  const average = (name: string) =>
    `sum(avg_over_time(${series(speed, objective, `${name}:rate${speed.windows['5m']}`)}[${speed.windows['30d']}]))`;
  return `${average('sli_bad')}\n/\n(${average('sli_total')} > 0)`;
}

/** Objective, budget, burn rates and remaining budget. */
export function budgetRules(speed: Speed, objective: Objective): Rule[] {
  const record = recorder(speed, objective);
  const period = speed.windows['30d'];
  const per = (window: string) =>
    `${series(speed, objective, `sli_error:ratio_rate${window}`)}\n/ on (sloth_id, sloth_service, sloth_slo) group_left ()\n${series(speed, objective, 'error_budget:ratio')}`;
  const used = series(speed, objective, 'period_burn_rate:ratio');
  return [
    record('objective:ratio', `vector(${objective.objective})`),
    record('error_budget:ratio', `vector(${objective.budget})`),
    record('time_period:days', `vector(${secondsOf(period) / 86_400})`),
    record(`sli_error:ratio_rate${period}`, periodRatio(speed, objective), period),
    record('current_burn_rate:ratio', per(speed.windows['5m'])),
    record('period_burn_rate:ratio', per(period)),
    record('period_error_budget_remaining:ratio', `1 - ${used}`),
    {
      record: speed.info,
      expr: 'vector(1)',
      labels: {
        ...labelsOf(speed, objective),
        sloth_objective: String(Number((objective.objective * 100).toFixed(8))),
        sloth_spec: 'prometheus/v1',
      },
    },
  ];
}
