// What each container of the lab needs while something is done.
import { readMemory, readMemoryOnce } from '../memory.ts';
import type { Container, OwnLab } from '../own-lab.ts';

export interface Use {
  /** Bytes: the most in any second, and the limit. */
  most: number;
  limit: number;
  /** How often the engine told it: some a second, unless the machine is too busy. */
  readings: number;
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
  const readings = new Map<string, number>();
  const ids = [...before.values()].map(({ id }) => id);
  const hear = (id: string, bytes: number) => {
    const full = ids.find((one) => one.startsWith(id)) ?? id;
    most.set(full, Math.max(most.get(full) ?? 0, bytes));
    readings.set(full, (readings.get(full) ?? 0) + 1);
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
        readings: readings.get(id) ?? 0,
        restarts: after.restarts - restarts,
      };
      return [service, use] as const;
    });
    return [result, Object.fromEntries(await Promise.all(uses))];
  } finally {
    endReading();
  }
}
