// Burn-rate alerts: an objective's budget is used up too fast to last the period.
import type { Objective } from './objectives.ts';
import { type Rule, series } from './recording-rules.ts';
import { BURN_RATES, type BurnRate, type Speed } from './speed.ts';

/**
 * Fewer bad events than this in the long window never alert, whatever their share: with ten requests an
 * hour one failure is ten times the budget of 1 %.
 */
const FEWEST_BAD_EVENTS = 5;

/** One pair of windows: both burn, with enough bad events. */
function burns(speed: Speed, objective: Objective, { factor, long, short }: BurnRate): string {
  const limit = `(${factor} * ${objective.budget})`;
  const over = (kind: string, window: BurnRate['long']) =>
    series(speed, objective, kind + speed.windows[window]);
  return [
    `(${over('sli_error:ratio_rate', short)} > ${limit})`,
    `(${over('sli_error:ratio_rate', long)} > ${limit})`,
    `(${over('sli_bad_events:increase', long)} >= ${FEWEST_BAD_EVENTS})`,
  ].join('\n  and ignoring (sloth_window) ');
}

const percent = (ratio: number) => `${Number((ratio * 100).toFixed(6))} %`;

/** The alert of this severity, if enabled. @throws {Error} when it could never fire. */
function alert(speed: Speed, objective: Objective, severity: BurnRate['severity']): Rule[] {
  const { alerting, service, slo, id, budget, title } = objective;
  if (alerting[`${severity}_alert`].disable) return [];
  const rates = BURN_RATES.filter((rate) => rate.severity === severity);
  const never = rates.find(({ factor }) => factor * budget >= 1);
  if (never !== undefined) {
    throw new Error(`${id}: ${severity} at ${never.factor} times the budget can never fire`);
  }
  const pairs = rates.map((rate) => burns(speed, objective, rate));
  const windows = rates.map(
    ({ factor, long, short }) =>
      `${factor} over ${speed.windows[long]} and ${speed.windows[short]}`,
  );
  return [
    {
      alert: speed.alertPrefix + alerting.name,
      // "max without": the same alert, whichever pair burns.
      expr: `max without (sloth_window) (\n  ${pairs.join('\n  or ignoring (sloth_window)\n  ')}\n)`,
      labels: { severity, sloth_severity: severity, ...speed.labels },
      annotations: {
        summary: `${service}: ${slo} uses up its error budget too fast`,
        description: `{{ $value | humanizePercentage }} of the events are bad; ${percent(budget)} are allowed (${title}). Fires at so many times the allowed share: ${windows.join(', or ')}.`,
        ...alerting.annotations,
      },
    },
  ];
}

/** Up to two alerts of the same name: a page, and a ticket for the next working day. */
export const burnAlerts = (speed: Speed, objective: Objective): Rule[] =>
  (['page', 'ticket'] as const).flatMap((severity) => alert(speed, objective, severity));
