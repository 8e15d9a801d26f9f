// schedule.ts: when requests are sent: at a steady rate whatever the answers do (open loop), or so
// many at once until all are sent.
import { once } from 'node:events';

/**
 * The next whole millisecond of the clock that timers run by. Timers fire on whole milliseconds:
 * a schedule between them would add a different fraction of one to each run.
 */
const nextWholeMillisecond = (): number => {
  const exact = Number(process.hrtime.bigint()) / 1e6;
  return performance.now() + (Math.ceil(exact) + 1 - exact);
};

/**
 * Calls `send` for 0 to count - 1, each when it is due, and returns when the last one was called.
 * It does not wait for answers: a server that stalls makes each request late that falls into the
 * stall, as it would for people. `due` is in milliseconds of performance.now(); a latency counts
 * from there. Aborting `signal` ends it.
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

/** Calls `send` for each item, `atOnce` of them side by side, and returns the results in their order. */
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
