// What the containers need while something is sent: their memory as the engine sees it, and the queue.
import { readMemory } from '../memory.ts';
import type { OwnLab } from '../own-lab.ts';
import { COLLECTORS, queueOf } from './collectors.ts';

export const WATCHED = ['otel-collector', 'tempo', 'loki', 'prometheus'] as const;
export type Watched = (typeof WATCHED)[number];

export interface Watch {
  /** Bytes, page cache that nobody uses left out. */
  mostMemory: Record<Watched, number>;
  memoryLimit: Record<Watched, number>;
  /** How often the engine has started it again since the watch began. */
  restarts: Record<Watched, number>;
  /** Requests. */
  mostQueued: number;
  /** About one in five seconds: seconds since the start, the collector's bytes, requests queued. */
  series: { at: number; memory: number; queued: number }[];
}

const SERIES_MS = 5000;

/** Watches while `work` runs. */
export async function watched<T>(lab: OwnLab, work: () => Promise<T>): Promise<[T, Watch]> {
  const before = await Promise.all(WATCHED.map((service) => lab.container(service)));
  const each = <V>(value: (index: number) => V) =>
    Object.fromEntries(WATCHED.map((service, index) => [service, value(index)])) as Record<
      Watched,
      V
    >;
  const mostMemory = each(() => 0);
  let [memory, mostQueued] = [0, 0];
  const ids = before.map(({ id }) => id);
  const endReading = readMemory(ids, (id, bytes) => {
    const service = WATCHED[ids.findIndex((full) => full.startsWith(id))];
    if (!service) return;
    mostMemory[service] = Math.max(mostMemory[service], bytes);
    if (service === 'otel-collector') memory = bytes;
  });
  const series: Watch['series'] = [];
  const began = performance.now();
  const timer = setInterval(async () => {
    const page = await COLLECTORS.lab.page().catch(() => undefined);
    if (!page) return;
    const queued = queueOf(page);
    mostQueued = Math.max(mostQueued, queued);
    const at = performance.now() - began;
    if (at >= series.length * SERIES_MS) series.push({ at: at / 1000, memory, queued });
  }, 1000);
  try {
    const result = await work();
    const after = await Promise.all(WATCHED.map((service) => lab.container(service)));
    const restarts = each(
      (index) => (after[index]?.restarts ?? 0) - (before[index]?.restarts ?? 0),
    );
    const memoryLimit = each((index) => before[index]?.memoryLimit ?? 0);
    return [result, { mostMemory, memoryLimit, restarts, mostQueued, series }];
  } finally {
    clearInterval(timer);
    endReading();
  }
}
