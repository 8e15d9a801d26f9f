// poll-until.ts: asks again until the answer is there. The one way to wait in this repository.
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks every `interval` milliseconds until `ask` returns without throwing, and returns its answer.
 * @param what is awaited, for the error.
 * @throws when `seconds` are over: names what was awaited and what was seen last. Aborting `signal`
 *   ends the waiting at once.
 */
export async function pollUntil<T>(
  what: string,
  seconds: number,
  ask: () => T | Promise<T>,
  { interval = 250, signal }: { interval?: number; signal?: AbortSignal } = {},
): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      signal?.throwIfAborted();
      if (performance.now() >= deadline) {
        throw new Error(
          `${what}: not within ${seconds} s; last seen: ${(error as Error).message}`,
          {
            cause: error,
          },
        );
      }
    }
    await sleep(interval, undefined, signal && { signal });
  }
}
