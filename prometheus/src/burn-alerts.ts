// Alerts of an objective: the budget burns so fast that it will not last the period.
import type { Objective } from './objectives.ts';
import { type Rule, series } from './recording-rules.ts';
import { BURN_RATES, type BurnRate, type Speed } from './speed.ts';

/**
 * Fewer bad events than this in the long window are no incident, whatever share they are: with ten
 * requests an hour one failure is ten times the budget of 1 %. Nobody is woken for one failure.
 */
const FEWEST_BAD_EVENTS = 5;

/** One line of the table: both windows burn, and it is more than a handful of events. */
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

/** The alert of this severity; none where slo.yaml disables it. Throws where it could never fire. */
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
      // "max without": which of the pairs burns must not make another alert of it.
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

/** Up to two alerts of the same name: one that pages, one for the next working day. */
export const burnAlerts = (speed: Speed, objective: Objective): Rule[] =>
  (['page', 'ticket'] as const).flatMap((severity) => alert(speed, objective, severity));
