// Waits for the backend's next export of its metrics, which counts every request answered so far.
import { AskError } from '../../stores/ask-error.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { lastExport } from '../../stores/prometheus.ts';
import { CannotTell, interrupted } from '../command/command.ts';

/**
 * Returns when an export has arrived that began after this call.
 * @throws {CannotTell} with the message `otherwise` when none arrives within `seconds`.
 */
export async function nextExport(seconds: number, otherwise: string): Promise<void> {
  const since = Date.now();
  const exported = async (): Promise<boolean> => (await lastExport()) > since;
  await pollUntilTrue('an export', seconds, exported, { signal: interrupted }).catch((error) => {
    interrupted.throwIfAborted();
    throw error.cause instanceof AskError ? error.cause : new CannotTell(otherwise);
  });
}
