// From raw counters through all groups of an objective to its alert: the first and the last pair of
// windows, each just above and just below its limit. burn-scenarios.ts tests each condition of each
// pair; rules/tests/burn-hours.yaml and burn-days.yaml have more situations of one objective.
import { PRODUCTION } from '../speed.ts';
import { history } from './history.ts';
import { DAY, firing, HOUR, type Scenario } from './scenario.ts';
import type { Subject } from './traffic.ts';

/** Slightly above and below a limit, in percent of all events. */
const SIDES = { above: 0.2, below: -0.2 };

/** This many good minutes, then this many with this percentage of bad events. */
const past = (before: number, after: number, share: number) =>
  `${before}:${before}/0 ${after}:${after}/${(after * share) / 100}`;

/** A pair of windows at its limit: fires just above, not just below, not before its long window. */
export function throughScenarios(subject: Subject): Scenario[] {
  const { id, alert, limits, pages } = subject;
  return Object.entries(SIDES).flatMap(([side, more]) => {
    const burns = more > 0;
    const drift = {
      name: `${id}: drift just ${side} its limit`,
      step: 30,
      every: DAY,
      series: history(PRODUCTION, subject, past(3 * DAY, 4 * DAY, limits.drift + more), 30),
      expectations: [
        firing(5 * DAY, alert, 'page', false),
        firing(5 * DAY, alert, 'ticket', false),
        firing(7 * DAY, alert, 'page', false),
        firing(7 * DAY, alert, 'ticket', burns),
      ],
    };
    const fast = {
      name: `${id}: fast burn just ${side} its limit`,
      step: 1,
      every: 30,
      series: history(PRODUCTION, subject, past(6 * HOUR, HOUR + 30, limits.fast + more)),
      expectations: [
        firing(6 * HOUR + 30, alert, 'page', false),
        firing(7 * HOUR + 30, alert, 'page', burns),
      ],
    };
    return pages ? [drift, fast] : [drift];
  });
}
