// What became worse or better since an earlier report, beyond the noise.
import type { Judged } from '../gate/objectives.ts';
import { median } from '../statistics.ts';
import { type Unit, withUnit } from './format.ts';
import type { Series } from './ranges.ts';
import type { Comparison, Report, Row } from './report.ts';

/** With fewer intervals the spread is unknown. */
const FEWEST_INTERVALS = 5;
/** Smaller differences do not matter: a share of the earlier value or an amount, whichever is larger. */
const MATTERS: Partial<Record<Unit, { share: number; amount: number }>> = {
  s: { share: 0.2, amount: 0.005 },
  bytes: { share: 0.25, amount: 2 ** 24 },
  cores: { share: 0.25, amount: 0.05 },
};
const SHARE_MATTERS = 0.005;
/** Differences within this many standard errors are noise. */
const ERRORS = 3;

/**
 * Standard error of a median, for normal errors: 1.2533 (the square root of pi/2) standard deviations,
 * divided by the square root of the count. The standard deviation is estimated as 1.4826 times the
 * median absolute deviation, which outliers do not affect.
 */
function errorOfMedian(values: number[]): number {
  const middle = median(values);
  const deviation = 1.4826 * median(values.map((value) => Math.abs(value - middle)));
  return (1.2533 * deviation) / Math.sqrt(values.length);
}

const signed = (difference: number, unit: Unit): string =>
  `${difference < 0 ? '−' : '+'}${withUnit(Math.abs(difference), unit)}`;

/** For everything that is compared, less is better. */
function verdictOf(difference: number, noise: number, matters: number): Row['verdict'] {
  const size = Math.abs(difference);
  if (size <= noise || size < matters) return 'same';
  return difference > 0 ? 'worse' : 'better';
}

function compareSeries(before: Series | undefined, { name, unit, points }: Series): Row {
  const was = (before?.points ?? []).map(([, value]) => value);
  const is = points.map(([, value]) => value);
  const middle = (values: number[]) => (values.length === 0 ? null : median(values));
  const row = { what: name, before: withUnit(middle(was), unit), now: withUnit(middle(is), unit) };
  if (was.length < FEWEST_INTERVALS || is.length < FEWEST_INTERVALS) {
    const why = `${was.length} and ${is.length} intervals, ${FEWEST_INTERVALS} are needed`;
    return { ...row, difference: '–', verdict: 'cannot be told', why };
  }
  const difference = median(is) - median(was);
  const noise = ERRORS * Math.hypot(errorOfMedian(was), errorOfMedian(is));
  const { share, amount } = MATTERS[unit] ?? { share: 0, amount: 0 };
  const matters = Math.max(share * median(was), amount);
  return {
    ...row,
    difference: signed(difference, unit),
    verdict: verdictOf(difference, noise, matters),
    why: `noise ±${withUnit(noise, unit)}, matters from ${withUnit(matters, unit)}; ${was.length} and ${is.length} intervals`,
  };
}

/** Compares shares of bad events by the standard error of the difference of two proportions. */
function compareObjective(before: Judged | undefined, now: Judged): Row {
  const shareOf = (judged: Judged | undefined): number | null =>
    judged?.measured == null ? null : 1 - judged.measured;
  const was = shareOf(before);
  const is = shareOf(now);
  const row = {
    what: `${now.title}: share of bad`,
    before: withUnit(was, 'share'),
    now: withUnit(is, 'share'),
  };
  if (was === null || is === null) {
    const why = 'no data in one of the two';
    return { ...row, difference: '–', verdict: 'cannot be told', why };
  }
  const [eventsBefore, eventsNow] = [before?.events ?? 0, now.events ?? 0];
  const pooled = ((before?.bad ?? 0) + (now.bad ?? 0)) / (eventsBefore + eventsNow);
  const noise = ERRORS * Math.sqrt(pooled * (1 - pooled) * (1 / eventsBefore + 1 / eventsNow));
  return {
    ...row,
    difference: signed(is - was, 'share'),
    verdict: verdictOf(is - was, noise, SHARE_MATTERS),
    why: `noise ±${withUnit(noise, 'share')}, matters from ${withUnit(SHARE_MATTERS, 'share')}; ${eventsBefore} and ${eventsNow} events`,
  };
}

function compareCompleteness(before: Report['completeness'], now: Report['completeness']): Row {
  const lost = (completeness: Report['completeness']): number | null =>
    completeness?.signals.reduce((sum, { missing, more }) => sum + missing + more, 0) ?? null;
  const was = lost(before);
  const is = lost(now);
  const row = {
    what: 'completeness: missing or too many',
    before: String(was ?? '–'),
    now: String(is ?? '–'),
    difference: '–',
  };
  if (was === null || is === null) {
    return { ...row, verdict: 'cannot be told', why: 'asked in one of the two alone, or in none' };
  }
  return { ...row, verdict: verdictOf(is - was, 0, 0), why: 'no noise: each one counts' };
}

/** All rows of the comparison, with their verdicts. */
export function compareReports(earlier: Report, now: Report): Comparison {
  const series = now.ranges
    .filter(({ unit }) => MATTERS[unit])
    .map((range) =>
      compareSeries(
        earlier.ranges.find(({ name }) => name === range.name),
        range,
      ),
    );
  const objectives = (now.objectives?.objectives ?? []).map((objective) =>
    compareObjective(
      earlier.objectives?.objectives.find(({ id }) => id === objective.id),
      objective,
    ),
  );
  return {
    earlier: earlier.until,
    method: `Durations, memory and CPU: the median over the intervals of ${now.interval} s; different when it moved by more than three standard errors (from the median absolute deviation of both) and by enough to matter. Shares: the same with the error of two proportions.`,
    rows: [...series, ...objectives, compareCompleteness(earlier.completeness, now.completeness)],
  };
}

/** "p95 (10 ms -> 210 ms)" of each row that became worse. */
export const worseInWords = (rows: Row[]): string[] =>
  rows
    .filter(({ verdict }) => verdict === 'worse')
    .map(({ what, before, now }) => `${what} (${before} -> ${now})`);
