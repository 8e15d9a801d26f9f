// Decides when requests are sent: at a steady rate regardless of the answers (open loop), or a fixed
// number at a time until all are sent.
import { once } from 'node:events';

/**
 * The next whole millisecond of the timers' clock. Timers fire on whole milliseconds, so a schedule
 * in between would add a different fraction to each run.
 */
const nextWholeMillisecond = (): number => {
  const exact = Number(process.hrtime.bigint()) / 1e6;
  return performance.now() + (Math.ceil(exact) + 1 - exact);
};

/**
 * Calls `send` for 0 to count - 1, each when it is due, and returns after the last call. It does not
 * wait for answers: when a server stalls, every request due meanwhile is late, as it would be for
 * users. Latencies count from `due`, in milliseconds of performance.now(). Aborting `signal` ends it.
 */
export async function atRate(
  count: number,
  perSecond: number,
  send: (number: number, due: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const start = nextWholeMillisecond();
  const dueAt = (number: number): number => start + (number * 1000) / perSecond;
  const finished = new EventTarget();
  const ended = once(finished, 'end');
  let next = 0;
  const tick = (): void => {
    while (next < count && dueAt(next) <= performance.now() && !signal?.aborted) {
      send(next, dueAt(next));
      next += 1;
    }
    if (next === count || signal?.aborted) {
      finished.dispatchEvent(new Event('end'));
    } else {
      setTimeout(tick, Math.max(1, Math.floor(dueAt(next) - performance.now())));
    }
  };
  tick();
  await ended;
}

/** Calls `send` for each item, `atOnce` at a time, and returns the results in order. */
export async function sideBySide<T, R>(
  items: readonly T[],
  atOnce: number,
  send: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      results[index] = await send(items[index] as T, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}
