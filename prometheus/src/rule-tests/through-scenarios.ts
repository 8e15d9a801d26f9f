// From raw counters through all groups of an objective to its alert: the first and the last pair of
// windows, each just above and just below its limit. burn-scenarios.ts tests each condition of each
// pair; rules/tests/burn-hours.yaml and burn-days.yaml have more situations of one objective.
import {
  commonInterval,
  DAY,
  firing,
  HOUR,
  type Minutes,
  type Phase,
  type Scenario,
} from './scenario.ts';
import type { Subject } from './subject.ts';

/** A while with this share of bad events, in percent. */
const share = (minutes: Minutes, percent: number): Phase => ({
  minutes,
  total: 1000,
  bad: 10 * percent,
});

/** A little more and a little less than a limit, in percent of all events. */
const SIDES = [
  { side: 'above', difference: 0.2, burns: true },
  { side: 'below', difference: -0.2, burns: false },
];

/** At its limit, a pair of windows: fires just above, not just below, not before its long window. */
export function throughScenarios({ id, alert, limits, pages, series }: Subject): Scenario[] {
  const scenario = (
    name: string,
    step: Minutes,
    phases: Phase[],
    at: Scenario['expectations'],
  ) => ({
    name: `${id}: ${name} its limit`,
    step,
    every: commonInterval(at.map((one) => one.at)),
    series: series(phases, step),
    expectations: at,
  });
  return SIDES.flatMap(({ side, difference, burns }) => {
    const drift = scenario(
      `drift just ${side}`,
      30,
      [share(3 * DAY, 0), share(4 * DAY, limits.drift + difference)],
      [
        firing(5 * DAY, alert, 'page', false),
        firing(5 * DAY, alert, 'ticket', false),
        firing(7 * DAY, alert, 'page', false),
        firing(7 * DAY, alert, 'ticket', burns),
      ],
    );
    const fast = scenario(
      `fast burn just ${side}`,
      1,
      [share(6 * HOUR, 0), share(HOUR + 30, limits.fast + difference)],
      [firing(6 * HOUR + 30, alert, 'page', false), firing(7 * HOUR + 30, alert, 'page', burns)],
    );
    return pages ? [drift, fast] : [drift];
  });
}
