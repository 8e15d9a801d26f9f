// The few numbers that describe many rounds.
import { median } from '../evidence/statistics.ts';

export interface Summary {
  median: number;
  min: number;
  max: number;
}

export function summarize(values: number[]): Summary {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/**
 * Whether the median difference is larger than any difference between two runs of the same thing
 * (`noise`). Only then is it an effect.
 */
export const exceedsNoise = (difference: Summary, noise: Summary): boolean =>
  Math.abs(difference.median) > Math.max(Math.abs(noise.min), Math.abs(noise.max));

/** A copy in random order, so that no variant always runs after the same other one. */
export function shuffled<T>(items: readonly T[]): T[] {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
  }
  return copy;
}
