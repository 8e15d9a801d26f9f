// Expected ratios and counts, worked out by hand.
import { type Speed, secondsOf, type WindowName } from '../speed.ts';
import { shortestOf } from './history.ts';
import { about, type Case, type Expectation, type Scenario, scenarioOf } from './scenario.ts';
import type { Subject } from './traffic.ts';

/** Relative tolerance: at a window's edge a rate is an estimate. */
const EDGE = 0.04;

type RatioCase = Case & {
  /** The approximate value of a kind's series, over these windows. */
  near?: Record<string, Partial<Record<WindowName, number>>>;
  /** The number of series, over all windows, that meet a condition such as "KIND == 0". */
  known?: Record<string, number>;
};

/**
 * Another value in each window; the counters restart within each. Traffic grows and gets worse.
 * Totals from the end: 2000 events, 1600 of them bad, in the shortest window, 3000 and 2100 in
 * half an hour, 4000 and 2200 in one, 5000 and 2200 in two; then 8000 and 2400 in six hours, 16 000 and
 * 3200 in a day, 25 000 and 3750 in three.
 */
const values = (shortest: number, seconds: number): RatioCase[] => [
  {
    what: 'the short windows, with restarts of the counters',
    past: `180:1333/133 240:3000/400 60:1000/0 30:1000/100 ${30 - shortest}:1000/500 ${shortest}:2000/1600`,
    restarts: [300, 90, 45, 15, 2],
    near: {
      'sli_error:ratio_rate': { '5m': 0.8, '30m': 0.7, '1h': 0.55, '2h': 0.44 },
      'sli_bad_events:increase': { '1h': 2200 },
      'sli_bad:rate': { '5m': 1600 / seconds },
      'sli_total:rate': { '5m': 2000 / seconds },
    },
  },
  {
    what: 'the long windows, with restarts of the counters',
    past: '1440:100/0 2880:9000/550 1080:8000/800 240:3000/400 120:5000/2000',
    step: 10,
    restarts: [3000, 900, 240, 60],
    near: {
      'sli_error:ratio_rate': { '6h': 0.3, '1d': 0.2, '3d': 0.15 },
      'sli_bad_events:increase': { '6h': 2400, '1d': 3200, '3d': 3750 },
    },
  },
];

/** No bad events, no events and no series have three different answers. */
const NOTHING_BAD: RatioCase[] = [
  {
    what: 'never a failure, and nobody else: exactly none, not unknown',
    past: '10:1000/0',
    alone: true,
    known: {
      'sli_error:ratio_rate == 0': 7,
      'sli_bad_events:increase == 0': 4,
      'sli_bad:rate == 0': 1,
      'sli_total:rate > 0': 1,
    },
  },
  {
    what: 'nothing happens: none is bad, and there is no ratio, not even NaN',
    past: '10:0/0',
    known: { 'sli_error:ratio_rate': 0, 'sli_bad_events:increase == 0': 4 },
  },
  {
    what: 'no series at all',
    past: '10:0/0',
    change: ({ samples }) => ({ series: 'up{job="another"}', samples: samples.slice(0, 1) }),
    known: { sli_: 0 },
  },
];

/** The series end after ten units. Later "none was bad" becomes "unknown", window by window. */
const silence = (shortest: number): RatioCase[] =>
  [
    { at: shortest + 15, ratios: 6, counts: 4 },
    { at: 120, ratios: 4, counts: 3 },
    { at: 600, ratios: 2, counts: 2 },
    { at: 1800, ratios: 1, counts: 1 },
    { at: 5040, ratios: 0, counts: 0 },
  ].map(({ at, ratios, counts }) => ({
    what: `${at} units after the first sample`,
    past: '10:1000/0',
    alone: true,
    at,
    known: {
      'sli_error:ratio_rate == 0': ratios,
      'sli_bad_events:increase == 0': counts,
      'sli_bad:rate': 0,
    },
  }));

function expectationsOf(speed: Speed, { id }: Subject, one: RatioCase, at: number) {
  const near = Object.entries(one.near ?? {}).flatMap(([kind, values]) =>
    Object.entries(values).map(([name, value]) => {
      const window = speed.windows[name as WindowName];
      const series = `${speed.prefix}:${kind}${window}{sloth_id="${id}", sloth_window="${window}"}`;
      return about(at, series, value, value * EDGE);
    }),
  );
  const known = Object.entries(one.known ?? {}).map(([what, count]): Expectation => {
    const [kind, ...condition] = what.split(' ');
    const expr = `count({__name__=~"${speed.prefix}:${kind}.+"} ${condition.join(' ')})`;
    return { at, expr, values: count === 0 ? [] : [count] };
  });
  return [...near, ...known];
}

/** Scenarios of a subject's first group of rules, at one speed. */
export const ratioScenarios = (speed: Speed, subject: Subject): Scenario[] =>
  [
    ...values(shortestOf(speed), secondsOf(speed.windows['5m'])),
    ...NOTHING_BAD,
    ...(subject.failuresAppear ? silence(shortestOf(speed)) : []),
  ].map((one) => scenarioOf(speed, subject, one, (at) => expectationsOf(speed, subject, one, at)));
