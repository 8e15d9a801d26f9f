// Repeats a question until it is answered. The repository's only way to wait.
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks every `interval` milliseconds until `ask` returns without throwing, and returns its answer.
 * @param what is awaited, for the error.
 * @throws {Error} after `seconds`, naming what was awaited and what was seen last; at once when
 *   `signal` is aborted.
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

/** Asks as `pollUntil` does, until `isSo` answers true. An error that it throws is a "not yet", too. */
export const pollUntilTrue = (
  what: string,
  seconds: number,
  isSo: () => boolean | Promise<boolean>,
  options: { interval?: number; signal?: AbortSignal } = {},
): Promise<void> =>
  pollUntil(
    what,
    seconds,
    async () => {
      if (!(await isSo())) throw new Error('not yet');
    },
    options,
  );
