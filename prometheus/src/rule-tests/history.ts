// The series of an objective's events, and the effect of restarts and outages.
import { type Speed, secondsOf } from '../speed.ts';

/** Samples of one series, one per step; null is none, 'stale' is a staleness marker. */
export interface InputSeries {
  series: string;
  samples: (number | null | 'stale')[];
}

/** A time with this many evenly spread events. Units are minutes, for the drill seconds. */
export interface Span {
  units: number;
  total: number;
  bad: number;
}

/** Makes the series of these spans, with a sample per `step` units. */
export type SeriesMaker = (spans: Span[], step: number, speed: Speed) => InputSeries[];

/** How many events of a span a series counts. */
export type Count = (span: Span) => number;

/**
 * Parses spans: "10:400/40 5:1000/1" is 400 events, 40 of them bad, in ten units, then 1000 and 1 in
 * five.
 */
export type Past = string;

const spansOf = (past: Past) =>
  past.split(' ').map((span): Span => {
    const [units = 0, total = 0, bad = 0] = span.split(/[:/]/).map(Number);
    return { units, total, bad };
  });

/** Units of the shortest window. */
export const shortestOf = (speed: Speed): number => secondsOf(speed.windows['5m']) / speed.minute;

export const lengthOf = (past: Past): number =>
  spansOf(past).reduce((sum, { units }) => sum + units, 0);

/** A sample at time 0 and one per step of each span, each made from the previous one. */
function samplesOf(spans: Span[], step: number, next: (last: number, span: Span) => number) {
  const steps = spans.flatMap((span) => Array<Span>(Math.round(span.units / step)).fill(span));
  let last = 0;
  return [last, ...steps.map((span) => (last = next(last, span)))];
}

/** Counters of events. */
export const counters =
  (counts: Record<string, Count>): SeriesMaker =>
  (spans, step) =>
    Object.entries(counts).map(([series, count]) => ({
      series,
      samples: samplesOf(spans, step, (last, span) => last + (count(span) / span.units) * step),
    }));

/** Gauges of events per second. */
export const gauges =
  (counts: Record<string, Count>): SeriesMaker =>
  (spans, step, { minute }) =>
    Object.entries(counts).map(([series, count]) => ({
      series,
      samples: samplesOf(spans, step, (_, span) => count(span) / (span.units * minute)),
    }));

/** The same samples with a restart at this index; gauges do not restart. */
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
 * @param restarts of the counters, in units before the end, earliest first
 */
export const history = (
  speed: Speed,
  subject: { series: SeriesMaker },
  past: Past,
  step = 1,
  restarts: number[] = [],
): InputSeries[] =>
  restarts.reduce(
    (series, ago) => series.map(restartAt((lengthOf(past) - ago) / step + 1)),
    subject.series(spansOf(past), step, speed),
  );

/** Only this objective's series, without counters of failures that never happened (but with gauges). */
export const alone = ({ own }: { own: string }, all: InputSeries[]): InputSeries[] =>
  all.filter(
    ({ series, samples }) =>
      series.includes(own) && (series.startsWith('telemetry:') || samples.some(Boolean)),
  );

/** No series before its first event. */
export function fromTheFirstEvent({ series, samples }: InputSeries): InputSeries {
  const first = samples.findIndex((sample) => sample !== 0);
  return { series, samples: samples.map((sample, index) => (index < first ? null : sample)) };
}

/**
 * Removes the samples after one unit, up to another.
 * @param step units between samples
 * @param end null, or 'stale' for a staleness marker
 */
export const missing =
  (step: number, from: number, to: number, end: null | 'stale' = null) =>
  ({ series, samples }: InputSeries): InputSeries => ({
    series,
    samples: samples.map((sample, index) => {
      const unit = index * step;
      return unit <= from || unit > to ? sample : unit === from + step ? end : null;
    }),
  });
