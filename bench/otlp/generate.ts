// Starts a generator as a process of its own, so that its CPU and its garbage are not those of who measures.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Load, Sent } from './load.ts';

/** @throws {Error} when the generator ends without an answer. */
export async function generate(load: Load): Promise<Sent> {
  const child = fork(new URL('./generator.ts', import.meta.url));
  const ended = once(child, 'exit').then(([status]) => {
    throw new Error(`the generator ended with status ${status}`);
  });
  child.send(load);
  const [sent] = (await Promise.race([once(child, 'message'), ended])) as [Sent];
  await ended.catch(() => undefined);
  return sent;
}

/** What was refused for whatever reason, in items. */
export const refusedOf = ({ refused, partly }: Sent): number =>
  Object.values(refused).reduce((total, items) => total + items, partly);
