// Recording rules of an objective, under the names and labels that Sloth gives them.
import { type Objective, overWindow } from './objectives.ts';
import type { Speed } from './speed.ts';

/** A rule as Prometheus reads it. */
export type Rule =
  | { record: string; expr: string; labels: Record<string, string> }
  | {
      alert: string;
      expr: string;
      labels: Record<string, string>;
      annotations: Record<string, string>;
    };

/** The labels that every series of an objective has. */
const identity = ({ id, service, slo }: Objective) => ({
  sloth_id: id,
  sloth_service: service,
  sloth_slo: slo,
});

/** A series of this objective: its name with a matcher, such as slo:objective:ratio{sloth_id="…"}. */
export const series = (speed: Speed, objective: Objective, name: string): string =>
  `${speed.prefix}:${name}{sloth_id="${objective.id}"}`;

/** A maker of rules that all carry the objective's labels. */
function recorder(speed: Speed, objective: Objective) {
  const labels = { ...objective.labels, ...identity(objective), ...speed.labels };
  return (name: string, expr: string, window?: string): Rule => ({
    record: `${speed.prefix}:${name}`,
    expr,
    labels: window === undefined ? labels : { ...labels, sloth_window: window },
  });
}

/** The windows that an alert waits for longest, where it also asks how many events were bad. */
export const longWindows = (speed: Speed) =>
  speed.windows.filter((window) => speed.burnRates.some(({ long }) => long.name === window.name));

/**
 * The share of bad events over each window, and how many were bad over the long ones.
 * No events, no sample: 0 / 0 would be NaN, and a NaN spoils every average over it.
 */
export function ratioRules(speed: Speed, objective: Objective): Rule[] {
  const record = recorder(speed, objective);
  const ratios = speed.windows.map(({ name }) =>
    record(
      `sli_error:ratio_rate${name}`,
      `(${overWindow(objective.errorQuery, name)})\n/\n(${overWindow(objective.totalQuery, name)} > 0)`,
      name,
    ),
  );
  const counts = longWindows(speed).map(({ name, seconds }) =>
    record(
      `sli_bad_events:increase${name}`,
      `(${overWindow(objective.errorQuery, name)}) * ${seconds}`,
      name,
    ),
  );
  const [shortest] = speed.windows;
  if (shortest === undefined) {
    throw new Error('a speed without windows');
  }
  const { name } = shortest;
  return [
    ...ratios,
    ...counts,
    // What the period's ratio is made of.
    record(`sli_bad:rate${name}`, overWindow(objective.errorQuery, name), name),
    record(`sli_total:rate${name}`, overWindow(objective.totalQuery, name), name),
  ];
}

/**
 * The ratio over the whole period. Out of the recorded rates, since the raw series of a month are
 * too many to be read every half minute; and by events, where Sloth takes the average of ratios, in
 * which one failure of a quiet night weighs as much as an hour of failures at noon.
 */
function periodRatio(speed: Speed, objective: Objective): string {
  const window = speed.windows[0]?.name;
  const average = (name: string) =>
    `sum(avg_over_time(${series(speed, objective, `${name}:rate${window}`)}[${speed.period.name}]))`;
  return `${average('sli_bad')}\n/\n(${average('sli_total')} > 0)`;
}

/** Objective, budget, and how fast and how far the budget is used up. */
export function budgetRules(speed: Speed, objective: Objective): Rule[] {
  const record = recorder(speed, objective);
  const period = speed.period.name;
  const now = speed.windows[0]?.name;
  const per = (name: string) =>
    `${series(speed, objective, name)}\n/ on (sloth_id, sloth_service, sloth_slo) group_left ()\n${series(speed, objective, 'error_budget:ratio')}`;
  const labels = { ...objective.labels, ...identity(objective), ...speed.labels };
  return [
    record('objective:ratio', `vector(${objective.objective})`),
    record('error_budget:ratio', `vector(${objective.budget})`),
    record('time_period:days', `vector(${speed.period.seconds / 86_400})`),
    record(`sli_error:ratio_rate${period}`, periodRatio(speed, objective), period),
    record('current_burn_rate:ratio', per(`sli_error:ratio_rate${now}`)),
    record('period_burn_rate:ratio', per(`sli_error:ratio_rate${period}`)),
    record(
      'period_error_budget_remaining:ratio',
      `1 - ${series(speed, objective, 'period_burn_rate:ratio')}`,
    ),
    {
      record: speed.prefix === 'slo' ? 'sloth_slo_info' : 'slo_lab_info',
      expr: 'vector(1)',
      labels: {
        ...labels,
        sloth_objective: String(Number((objective.objective * 100).toFixed(8))),
        sloth_spec: 'prometheus/v1',
      },
    },
  ];
}
