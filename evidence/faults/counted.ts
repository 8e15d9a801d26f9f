// What the parts of the lab have counted as lost, by signal. A part that was restarted begins at 0.
import { allDrops, type Drops } from '../complete/drops.ts';

export interface Lost {
  spans: number;
  lines: number;
  /** The counters that rose, in words. */
  by: string[];
}

const SIGNALS = { spans: /span/, lines: /log|loki_/ } as const;

/**
 * Counters of bytes, of what is tried again, and of what Tempo does not turn into metrics say nothing about
 * items that are lost.
 */
const IS_NO_LOSS = /_bytes_|_refused_|_metrics_generator_|unreachable/;

/** Without its labels, whose values can contain any word. */
const nameOf = (counter: string): string => counter.split('{')[0] ?? '';

/** The rise of each counter; after a restart, all of it. */
export function lostBetween(before: Drops, after: Drops): Lost {
  const lost: Lost = { spans: 0, lines: 0, by: [] };
  for (const [counter, value] of after) {
    const earlier = before.get(counter) ?? 0;
    const rise = value < earlier ? value : value - earlier;
    if (rise === 0 || IS_NO_LOSS.test(counter)) continue;
    lost.by.push(`${counter} +${rise}`);
    for (const signal of ['spans', 'lines'] as const) {
      if (SIGNALS[signal].test(nameOf(counter))) lost[signal] += rise;
    }
  }
  return lost;
}

export const countersNow = allDrops;
