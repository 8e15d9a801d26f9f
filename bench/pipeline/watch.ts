// What the containers need while something is sent, and how long the collector's queue becomes.

import type { OwnLab } from '../../evidence/own-lab/own-lab.ts';
import { queueOf } from '../../stores/metrics-page.ts';
import { type Uses, watched } from '../containers.ts';
import { COLLECTORS } from './collectors.ts';

export interface Watch {
  uses: Uses;
  /** Bytes. */
  mostQueued: number;
}

/** Watches while `work` runs. */
export async function watchedWithQueue<T>(
  lab: OwnLab,
  work: () => Promise<T>,
): Promise<[T, Watch]> {
  let mostQueued = 0;
  const timer = setInterval(async () => {
    const page = await COLLECTORS.lab.page().catch(() => undefined);
    if (page) mostQueued = Math.max(mostQueued, queueOf(page));
  }, 1000);
  try {
    const [result, uses] = await watched(lab, work);
    return [result, { uses, mostQueued }];
  } finally {
    clearInterval(timer);
  }
}
