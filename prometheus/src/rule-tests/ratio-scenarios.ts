// What the recorded ratios and counts must be, worked out by hand.
import { type Speed, secondsOf, type WindowName } from '../speed.ts';
import { alone, history, lengthOf, type Span, shortestOf, unitOf } from './history.ts';
import { about, type Expectation, type InputSeries, type Scenario } from './scenario.ts';
import type { Subject } from './subject.ts';

/** What to expect at the end of the history, in minutes. */
type Expected = (at: number) => Expectation;

/** At a window's edge a rate is an estimate: so far from the true value, at most, as a share of it. */
const EDGE = 0.04;

/** Makes scenarios and expectations of one subject at one speed. */
function casesOf(speed: Speed, { id }: Subject) {
  const unit = unitOf(speed);
  return {
    /** A history that is evaluated once, after so many units, so that days of samples cost little. */
    scenario: (
      what: string,
      series: InputSeries[],
      units: number,
      expected: Expected[],
      step = 1,
    ): Scenario => ({
      name: `${id}: ${what}`,
      step: step * unit,
      every: units * unit,
      series,
      expectations: expected.map((one) => one(units * unit)),
    }),
    /** The series of this kind over this window is about that. */
    near:
      (value: number, kind: string, window: WindowName): Expected =>
      (at) => {
        const name = speed.windows[window];
        const series = `${speed.prefix}:${kind}${name}{sloth_id="${id}", sloth_window="${name}"}`;
        return about(at, series, value, value * EDGE);
      },
    /** Over all windows, so many series of a kind are there and meet the condition, such as "== 0". */
    known:
      (kind: string, condition: string, count: number): Expected =>
      (at) => ({
        at,
        expr: `count({__name__=~"${speed.prefix}:${kind}.+"} ${condition})`,
        values: count === 0 ? [] : [count],
      }),
  };
}

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
function values(speed: Speed, subject: Subject): Scenario[] {
  const { scenario, near } = casesOf(speed, subject);
  const short = recent(shortestOf(speed));
  const seconds = secondsOf(speed.windows['5m']);
  return [
    scenario(
      'the short windows, with restarts of the counters',
      history(speed, subject, short, 1, [300, 90, 45, 15, 2]),
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
    scenario(
      'the long windows, with restarts of the counters',
      history(speed, subject, LONG, 10, [3000, 900, 240, 60]),
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
function nothingBad(speed: Speed, subject: Subject): Scenario[] {
  const { scenario, known } = casesOf(speed, subject);
  return [
    scenario(
      'never a failure, and nobody else: exactly none, not unknown',
      alone(subject, history(speed, subject, GOOD)),
      10,
      [
        known('sli_error:ratio_rate', '== 0', 7),
        known('sli_bad_events:increase', '== 0', 4),
        known('sli_bad:rate', '== 0', 1),
        known('sli_total:rate', '> 0', 1),
      ],
    ),
    scenario(
      'nothing happens: none is bad, and there is no ratio, not even NaN',
      history(speed, subject, [[10, 0, 0]]),
      10,
      [known('sli_error:ratio_rate', '', 0), known('sli_bad_events:increase', '== 0', 4)],
    ),
    scenario('no series at all', [{ series: 'up{job="another"}', samples: [1] }], 10, [
      known('sli_', '', 0),
    ]),
  ];
}

/** The series end after ten units. Later "none was bad" becomes "unknown", window by window. */
function silence(speed: Speed, subject: Subject): Scenario[] {
  const { scenario, known } = casesOf(speed, subject);
  const gone = (units: number, ratios: number, counts: number) =>
    scenario(
      `${units} units after the first sample`,
      alone(subject, history(speed, subject, GOOD)),
      units,
      [
        known('sli_error:ratio_rate', '== 0', ratios),
        known('sli_bad_events:increase', '== 0', counts),
        known('sli_bad:rate', '', 0),
      ],
    );
  return [
    gone(shortestOf(speed) + 15, 6, 4),
    gone(120, 4, 3),
    gone(600, 2, 2),
    gone(1800, 1, 1),
    gone(5040, 0, 0),
  ];
}

/** Scenarios of one subject's first group of rules, at one speed. */
export const ratioScenarios = (speed: Speed, subject: Subject): Scenario[] => [
  ...values(speed, subject),
  ...nothingBad(speed, subject),
  ...(subject.failuresAppear ? silence(speed, subject) : []),
];
