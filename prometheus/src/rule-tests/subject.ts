// An objective as its tests see it.
import { counter, type InputSeries, type Minutes, type Phase } from './scenario.ts';

/** An objective as its tests see it. */
export type Subject = {
  id: string;
  alert: string;
  /** The share of events that should be good. */
  objective: number;
  /** In percent of all events: above which share each pair of windows burns. */
  limits: { fast: number; medium: number; slow: number; drift: number };
  /** Does it have an alert that pages? */
  pages: boolean;
  /** In the labels of its own series, and of no other. */
  own: string;
  /** Is there no series of failures before the first one? */
  failuresAppear?: true;
  /** Are its bad events the difference of two counters? */
  difference?: true;
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
