// From raw counters to the alert: the first and the last pair of windows, brought to its limit alone.
// Asked of every objective; each condition of each pair is asked in burn-scenarios.ts.
import { good, teller } from './burn-case.ts';
import { DAY, HOUR, type Scenario } from './scenario.ts';
import { type Subject, share } from './subject.ts';

/** A little more and a little less than a limit, in percent of all events. */
const ABOVE = 0.2;
const BELOW = -0.2;

/** At its limit, a pair of windows: fires just above, not just below, not before its long window. */
export function limitScenarios(subject: Subject): Scenario[] {
  const tell = teller(subject);
  const { fast, drift } = subject.limits;
  const scenarios = [
    tell(
      'drift just above its limit',
      [good(3 * DAY), share(4 * DAY, drift + ABOVE)],
      [
        { at: 5 * DAY, page: false, ticket: false },
        { at: 7 * DAY, page: false, ticket: true },
      ],
      30,
    ),
    tell(
      'drift just below its limit',
      [good(3 * DAY), share(4 * DAY, drift + BELOW)],
      [{ at: 7 * DAY, page: false, ticket: false }],
      30,
    ),
  ];
  if (!subject.pages) {
    return scenarios;
  }
  return [
    ...scenarios,
    tell(
      'fast burn just above its limit',
      [good(6 * HOUR), share(HOUR + 30, fast + ABOVE)],
      [
        { at: 6 * HOUR + 30, page: false },
        { at: 7 * HOUR + 30, page: true },
      ],
    ),
    tell(
      'fast burn just below its limit',
      [good(6 * HOUR), share(HOUR + 30, fast + BELOW)],
      [{ at: 7 * HOUR + 30, page: false }],
    ),
  ];
}
