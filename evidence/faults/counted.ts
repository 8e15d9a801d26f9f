// What the parts of the lab have counted as lost, by signal.
import { type Drops, dropsBetween } from '../complete/drops.ts';

export interface Lost {
  spans: number;
  lines: number;
  /** The counters that rose, in words. */
  by: string[];
  /** Their names. */
  names: string[];
}

/** As stores/losses.ts calls them; of a store with its name behind. */
const SIGNALS = { spans: 'spans', lines: 'log records' } as const;

/** What is lost for good: what is sent again may still come. */
export function lostBetween(before: Drops, after: Drops): Lost {
  const lost: Lost = { spans: 0, lines: 0, by: [], names: [] };
  for (const { part, counter, by, of } of dropsBetween(before, after)) {
    if (!of || of.again) continue;
    lost.by.push(`${part} ${counter} +${by}`);
    lost.names.push(of.name);
    for (const signal of ['spans', 'lines'] as const) {
      if (of.signal.startsWith(SIGNALS[signal])) lost[signal] += by;
    }
  }
  return lost;
}
