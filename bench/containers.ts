// What each container of a lab needs while something is done.

import type { Container, OwnLab } from '../evidence/own-lab/own-lab.ts';
import { sum } from '../evidence/statistics.ts';
import { readMemory, readMemoryOnce } from './memory.ts';
import { mebibytes, row } from './table.ts';

export interface Use {
  /** Bytes: the most in any second, and the limit. */
  most: number;
  limit: number;
  /** How often the engine has started it again meanwhile. */
  restarts: number;
}

/** By service. */
export type Uses = Record<string, Use>;

async function containersOf(lab: OwnLab): Promise<Map<string, Container>> {
  const services = (await lab.compose(['ps', '--services'])).split('\n').sort();
  const all = services.map(async (service) => [service, await lab.container(service)] as const);
  return new Map(await Promise.all(all));
}

/** Watches all containers while `work` runs. */
export async function watched<T>(lab: OwnLab, work: () => Promise<T>): Promise<[T, Uses]> {
  const before = await containersOf(lab);
  const most = new Map<string, number>();
  const ids = [...before.values()].map(({ id }) => id);
  const hear = (id: string, bytes: number) => {
    const full = ids.find((one) => one.startsWith(id)) ?? id;
    most.set(full, Math.max(most.get(full) ?? 0, bytes));
  };
  const endReading = readMemory(ids, hear);
  try {
    const result = await work();
    // On a busy machine the engine may not have said anything yet.
    await readMemoryOnce(ids, hear);
    const uses = [...before].map(async ([service, { id, restarts, memoryLimit }]) => {
      const after = await lab.container(service);
      const use = {
        most: most.get(id) ?? Number.NaN,
        limit: memoryLimit,
        restarts: after.restarts - restarts,
      };
      return [service, use] as const;
    });
    return [result, Object.fromEntries(await Promise.all(uses))];
  } finally {
    endReading();
  }
}

/** The fullest container, as a share of its limit. */
export const fullest = (uses: Uses): number =>
  Math.max(...Object.values(uses).map(({ most, limit }) => most / limit));

export const restartsOf = (uses: Uses): number =>
  sum(Object.values(uses).map(({ restarts }) => restarts));

export const useRows = (uses: Uses): string[] =>
  Object.entries(uses).map(([service, { most, limit, restarts }]) =>
    row(
      `  ${service}: most memory, limit, restarts`,
      mebibytes(most),
      mebibytes(limit),
      String(restarts),
    ),
  );
