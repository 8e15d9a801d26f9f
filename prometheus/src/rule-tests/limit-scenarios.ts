// Each pair of windows, brought to its limit alone: much good traffic before keeps the longer pairs
// quiet. Asked of every objective.
import { good, teller } from './burn-case.ts';
import { DAY, HOUR, type Scenario } from './scenario.ts';
import { type Subject, share } from './traffic.ts';

/** A little more and a little less than a limit, in percent of all events. */
const ABOVE = 0.2;
const BELOW = -0.2;

/** At its limit, each pair of windows: fires just above, not just below, not before its long window. */
export function limitScenarios(subject: Subject): Scenario[] {
  const tell = teller(subject);
  const { fast, medium, slow, drift } = subject.limits;
  const calm = [good(2 * DAY, 10_000)];
  const scenarios = [
    tell(
      'slow burn just above its limit',
      [...calm, share(DAY + 30, slow + ABOVE)],
      [
        { at: 2 * DAY + 20 * HOUR, page: false, ticket: false },
        { at: 3 * DAY + 30, page: false, ticket: true },
      ],
      30,
    ),
    tell(
      'slow burn just below its limit',
      [...calm, share(DAY + 30, slow + BELOW)],
      [{ at: 3 * DAY + 30, page: false, ticket: false }],
      30,
    ),
    tell(
      'drift just above its limit',
      [good(3 * DAY), share(3 * DAY + 60, drift + ABOVE)],
      [
        { at: 5 * DAY, page: false, ticket: false },
        { at: 6 * DAY + 60, page: false, ticket: true },
      ],
      30,
    ),
    tell(
      'drift just below its limit',
      [good(3 * DAY), share(3 * DAY + 60, drift + BELOW)],
      [{ at: 6 * DAY + 60, page: false, ticket: false }],
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
      [good(6 * HOUR), share(HOUR + 2, fast + ABOVE)],
      [
        { at: 6 * HOUR + 50, page: false },
        { at: 7 * HOUR + 2, page: true },
      ],
    ),
    tell(
      'fast burn just below its limit',
      [good(6 * HOUR), share(HOUR + 2, fast + BELOW)],
      [{ at: 7 * HOUR + 2, page: false }],
    ),
    tell(
      'medium burn just above its limit',
      [good(18 * HOUR), share(6 * HOUR + 5, medium + ABOVE)],
      [
        { at: 23 * HOUR, page: false },
        { at: 24 * HOUR + 5, page: true },
      ],
      5,
    ),
    tell(
      'medium burn just below its limit',
      [good(18 * HOUR), share(6 * HOUR + 5, medium + BELOW)],
      [{ at: 24 * HOUR + 5, page: false }],
      5,
    ),
  ];
}
