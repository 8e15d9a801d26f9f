// What the recorded ratios and counts must be, worked out by hand.
import type { Pace } from './pace.ts';
import {
  alone,
  history,
  knownTeller,
  lengthOf,
  nearTeller,
  onceTeller,
  type Span,
} from './ratio-case.ts';
import type { Scenario } from './scenario.ts';
import type { Subject } from './subject.ts';

/**
 * Traffic grows and gets worse, so that every window has another rate and another share. Summed up
 * from the end: 2000 events of which 1600 are bad in the shortest window, 3000 and 2100 in half an
 * hour, 4000 and 2200 in one, 5000 and 2200 in two.
 */
const recent = (shortest: number): Span[] => [
  [180, 1333, 133],
  [240, 3000, 400],
  [60, 1000, 0],
  [30, 1000, 100],
  [30 - shortest, 1000, 500],
  [shortest, 2000, 1600],
];

/** Summed up: 8000 and 2400 in six hours, 16 000 and 3200 in a day, 25 000 and 3750 in three. */
const LONG: Span[] = [
  [1440, 100, 0],
  [2880, 9000, 550],
  [1080, 8000, 800],
  [240, 3000, 400],
  [120, 5000, 2000],
];

/** Another value in each window; the counters restart within each of them. */
function values(pace: Pace, subject: Subject): Scenario[] {
  const once = onceTeller(pace, subject);
  const near = nearTeller(pace, subject);
  const short = recent(pace.shortest);
  const seconds = pace.shortest * pace.unit * 60;
  return [
    once(
      'the short windows, with restarts of the counters',
      history(pace, subject, short, 1, [300, 90, 45, 15, 2]),
      lengthOf(short),
      [
        near(0.8, 'sli_error:ratio_rate', '5m'),
        near(0.7, 'sli_error:ratio_rate', '30m'),
        near(0.55, 'sli_error:ratio_rate', '1h'),
        near(0.44, 'sli_error:ratio_rate', '2h'),
        near(2200, 'sli_bad_events:increase', '1h'),
        near(1600 / seconds, 'sli_bad:rate', '5m'),
        near(2000 / seconds, 'sli_total:rate', '5m'),
      ],
    ),
    once(
      'the long windows, with restarts of the counters',
      history(pace, subject, LONG, 10, [3000, 900, 240, 60]),
      lengthOf(LONG),
      [
        near(0.3, 'sli_error:ratio_rate', '6h'),
        near(0.2, 'sli_error:ratio_rate', '1d'),
        near(0.15, 'sli_error:ratio_rate', '3d'),
        near(2400, 'sli_bad_events:increase', '6h'),
        near(3200, 'sli_bad_events:increase', '1d'),
        near(3750, 'sli_bad_events:increase', '3d'),
      ],
      10,
    ),
  ];
}

/** Ten units of good traffic, of nobody else. */
const GOOD: Span[] = [[10, 1000, 0]];

/** None is bad, nothing happens, nothing is there: three different answers. */
function nothingBad(pace: Pace, subject: Subject): Scenario[] {
  const once = onceTeller(pace, subject);
  const known = knownTeller(pace);
  return [
    once(
      'never a failure, and nobody else: exactly none, not unknown',
      alone(subject, history(pace, subject, GOOD)),
      10,
      [
        known('sli_error:ratio_rate', '== 0', 7),
        known('sli_bad_events:increase', '== 0', 4),
        known('sli_bad:rate', '== 0', 1),
        known('sli_total:rate', '> 0', 1),
      ],
    ),
    once(
      'nothing happens: none is bad, and there is no ratio, not even NaN',
      history(pace, subject, [[10, 0, 0]]),
      10,
      [known('sli_error:ratio_rate', '', 0), known('sli_bad_events:increase', '== 0', 4)],
    ),
    once('no series at all', [{ series: 'up{job="another"}', samples: [1] }], 10, [
      known('sli_', '', 0),
    ]),
  ];
}

/** The series end after ten units. Later "none was bad" becomes "unknown", window by window. */
function silence(pace: Pace, subject: Subject): Scenario[] {
  const once = onceTeller(pace, subject);
  const known = knownTeller(pace);
  const gone = (units: number, ratios: number, counts: number) =>
    once(
      `${units} units after the first sample`,
      alone(subject, history(pace, subject, GOOD)),
      units,
      [
        known('sli_error:ratio_rate', '== 0', ratios),
        known('sli_bad_events:increase', '== 0', counts),
        known('sli_bad:rate', '', 0),
      ],
    );
  return [
    gone(pace.shortest + 15, 6, 4),
    gone(120, 4, 3),
    gone(600, 2, 2),
    gone(1800, 1, 1),
    gone(5040, 0, 0),
  ];
}

/** Scenarios of one subject's first group of rules, at one speed. */
export const ratioScenarios = (pace: Pace, subject: Subject): Scenario[] => [
  ...values(pace, subject),
  ...nothingBad(pace, subject),
  ...(subject.failuresAppear ? silence(pace, subject) : []),
];
