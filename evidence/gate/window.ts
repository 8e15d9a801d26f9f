// How far the gate and the report look back.
import { secondsOf } from '../command/arguments.ts';
import { WrongCall } from '../command/command.ts';

export const WINDOW_OPTIONS = {
  window: { type: 'string', default: '10m' },
  since: { type: 'string' },
} as const;

/**
 * The window of --window, or the one that begins at --since: it grows while the metrics of the last
 * requests are waited for.
 * @throws {WrongCall} when either is not a time.
 */
export function readWindow({ window, since }: { window: string; since?: string | undefined }) {
  if (since === undefined) {
    const seconds = secondsOf('--window', window);
    return { window, secondsUntil: () => seconds };
  }
  const began = Number(since);
  if (!/^[0-9]{10}$/.test(since) || began * 1000 > Date.now()) {
    throw new WrongCall(`--since is a time in the past, in seconds since 1970, not: ${since}`);
  }
  const words = `since ${new Date(began * 1000).toISOString().slice(11, 19)}`;
  return { window: words, secondsUntil: (at: number) => at - began };
}
