// The series that an objective's events leave behind, and what restarts and outages do to them.
import { type Speed, secondsOf } from '../speed.ts';
import type { InputSeries, Minutes, Phase } from './scenario.ts';
import type { Subject } from './subject.ts';

/** A while with so many events, of which so many are bad. Units are minutes, at the drill seconds. */
export type Span = [units: number, total: number, bad: number];

/** The minutes that a unit of a span takes. */
export const unitOf = (speed: Speed): Minutes => speed.minute / 60;

/** Units of the shortest window. */
export const shortestOf = (speed: Speed): number => secondsOf(speed.windows['5m']) / speed.minute;

export const lengthOf = (spans: Span[]): number => spans.reduce((sum, [units]) => sum + units, 0);

/** The same samples, counted from zero again from the sample of this index on; a gauge has no restart. */
const restartAt =
  (begin: number) =>
  ({ series, samples }: InputSeries): InputSeries => ({
    series,
    samples: series.startsWith('telemetry:')
      ? samples
      : samples.map((sample, index) =>
          index < begin ? sample : Number(sample) - Number(samples[begin - 1]),
        ),
  });

/**
 * The series of a history.
 * @param step units between samples
 * @param restarts of the counters, in units before the end, the earliest first
 */
export function history(
  speed: Speed,
  subject: Subject,
  spans: Span[],
  step = 1,
  restarts: number[] = [],
): InputSeries[] {
  const unit = unitOf(speed);
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

/** Only the series of this objective, in a history without failures. */
export const alone = (subject: Subject, series: InputSeries[]): InputSeries[] =>
  series.filter((one) => one.series.includes(subject.own) && !neverCounted(one));

/** No series before its first event. */
export function fromTheFirstEvent({ series, samples }: InputSeries): InputSeries {
  const first = samples.findIndex((sample) => sample !== 0);
  return { series, samples: samples.map((sample, index) => (index < first ? null : sample)) };
}

/**
 * No samples after one minute, up to another.
 * @param step minutes between samples
 * @param end null, or 'stale' where Prometheus noticed that the series ended
 */
export const missing =
  (step: Minutes, from: Minutes, to: Minutes, end: null | 'stale' = null) =>
  ({ series, samples }: InputSeries): InputSeries => ({
    series,
    samples: samples.map((sample, index) => {
      const minute = index * step;
      return minute <= from || minute > to ? sample : minute === from + step ? end : null;
    }),
  });
