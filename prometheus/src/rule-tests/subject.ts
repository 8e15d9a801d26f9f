// An objective as its tests see it, and traffic for it.
import { counter, type InputSeries, type Minutes, type Phase } from './scenario.ts';

/** An objective as its tests see it. */
export type Subject = {
  id: string;
  alert: string;
  /** Share of good events that is promised. */
  promise: number;
  /** In percent of all events: above which share each pair of windows burns. */
  limits: { fast: number; medium: number; slow: number; drift: number };
  /** Does anybody get woken? */
  pages: boolean;
  /** In the labels of its own series, and of no other. */
  own: string;
  /** Is there no series of failures before the first one? */
  failuresAppear?: true;
  series: (phases: Phase[], step: Minutes) => InputSeries[];
};

/** A counter of what `rate` counts of each phase. */
type Count = (rate: (phase: Phase) => number) => number[];
/** Makes series out of counters, each of which counts something of a phase. */
export const counting =
  (series: (count: Count) => InputSeries[]): Subject['series'] =>
  (phases, step) =>
    series((rate) =>
      counter(
        step,
        phases.map((phase) => ({ minutes: phase.minutes, perMinute: rate(phase) })),
      ),
    );
/** A while with this share of bad events, in percent. */
export const share = (minutes: Minutes, percent: number, total = 1000): Phase => ({
  minutes,
  total,
  bad: (total * percent) / 100,
});

/** The same samples, counted from zero again from the sample of this index on; a gauge is none. */
export const restartAt =
  (begin: number) =>
  ({ series, samples }: InputSeries): InputSeries =>
    series.startsWith('telemetry:')
      ? { series, samples }
      : {
          series,
          samples: samples.map((sample, index) =>
            index < begin ? sample : Number(sample) - Number(samples[begin - 1]),
          ),
        };
