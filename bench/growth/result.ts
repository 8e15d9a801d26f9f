// The result of a run.
import type { Growth } from './grow.ts';
import type { Hostile, Unmeasured } from './hostile.ts';
import type { Plan } from './plan.ts';
import { STORES, type Store } from './sizes.ts';

export interface Result {
  node: string;
  machine: string;
  plan: Plan;
  growth?: Growth;
  floods?: (Hostile | Unmeasured)[];
}

/** Bytes on disk for each item, from the first request to the last; and for each request, in all. */
export type BytesPer = Record<Store | 'request', number>;

export function bytesPer({ empty, steps }: Growth): BytesPer {
  const last = steps.at(-1);
  const grown = (what: 'bytes' | 'items', store: Store): number =>
    (last?.sizes[what][store] ?? Number.NaN) - empty[what][store];
  const of = (store: Store): number => grown('bytes', store) / grown('items', store);
  const all = STORES.reduce((total, store) => total + grown('bytes', store), 0);
  return {
    tempo: of('tempo'),
    loki: of('loki'),
    prometheus: of('prometheus'),
    request: all / (last?.requests ?? Number.NaN),
  };
}

/** Were these hostile values measured to the end? */
export const isMeasured = (one: Hostile | Unmeasured): one is Hostile => !('error' in one);
