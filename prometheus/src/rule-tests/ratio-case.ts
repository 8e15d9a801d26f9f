// A case of the recorded ratios: a history, evaluated once at its end, so that days of samples cost
// little.
import type { Pace, WindowName } from './pace.ts';
import {
  about,
  type Expectation,
  type InputSeries,
  type Phase,
  type Scenario,
} from './scenario.ts';
import { restartAt, type Subject } from './subject.ts';

/** A while with so many events, of which so many are bad. Units are minutes, at the drill seconds. */
export type Span = [units: number, total: number, bad: number];

/** What to expect at the end of the history, in minutes. */
export type Expected = (at: number) => Expectation;

/** At a window's edge a rate is an estimate: so far from the true value, at most, as a share of it. */
const EDGE = 0.04;

export const lengthOf = (spans: Span[]): number => spans.reduce((sum, [units]) => sum + units, 0);

/** The series of a history, with restarts of the counters so many units before its end, the first one first. */
export function history(
  { unit }: Pace,
  subject: Subject,
  spans: Span[],
  step = 1,
  restarts: number[] = [],
): InputSeries[] {
  const phases = spans.map(
    ([units, total, bad]): Phase => ({
      minutes: units * unit,
      total: total / (units * unit),
      bad: bad / (units * unit),
    }),
  );
  return restarts.reduce(
    (series, ago) => series.map(restartAt((lengthOf(spans) - ago) / step + 1)),
    subject.series(phases, step * unit),
  );
}

/** A counter of failures is not there before the first; a gauge is there all the time. */
const neverCounted = ({ series, samples }: InputSeries) =>
  !series.startsWith('telemetry:') && samples.every((sample) => sample === 0);

/** Nobody but the subject, in a history without failures. */
export const alone = (subject: Subject, series: InputSeries[]): InputSeries[] =>
  series.filter((one) => one.series.includes(subject.own) && !neverCounted(one));

/** Makes scenarios that are evaluated once, after so many units. */
export const onceTeller =
  ({ unit }: Pace, subject: Subject) =>
  (
    what: string,
    series: InputSeries[],
    units: number,
    expected: Expected[],
    step = 1,
  ): Scenario => ({
    name: `${subject.id}: ${what}`,
    step: step * unit,
    every: units * unit,
    series,
    expectations: expected.map((one) => one(units * unit)),
  });

/** The subject's series of this kind over this window is about that. */
export const nearTeller =
  ({ prefix, windows }: Pace, { id }: Subject) =>
  (value: number, kind: string, window: WindowName): Expected =>
  (at) =>
    about(
      at,
      `${prefix}:${kind}${windows[window]}{sloth_id="${id}", sloth_window="${windows[window]}"}`,
      value,
      value * EDGE,
    );

/** Over all windows, so many series of a kind are there and meet the condition, such as "== 0". */
export const knownTeller =
  ({ prefix }: Pace) =>
  (kind: string, condition: string, count: number): Expected =>
  (at) => ({
    at,
    expr: `count({__name__=~"${prefix}:${kind}.+"} ${condition})`,
    values: count === 0 ? [] : [count],
  });
