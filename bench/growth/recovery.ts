// Waits until a flooded lab is itself again.
import { ask } from '../../stores/ask.ts';
import { lab } from '../../stores/lab.ts';
import { queueOf } from '../../stores/metrics-page.ts';
import { pollUntil } from '../../stores/poll-until.ts';
import { samples } from '../../stores/prometheus.ts';
import { COLLECTORS } from '../pipeline/collectors.ts';

const DEADLINE_SECONDS = 900;
/** A container may be killed again a moment after its start. So many looks in a row must be good. */
const IN_A_ROW = 10;

/** @throws {Error} when something is queued or a store does not answer. */
async function isWell(): Promise<void> {
  const queued = queueOf(await COLLECTORS.lab.page());
  if (queued > 0) throw new Error(`${queued} bytes queued`);
  await ask('Tempo', `${lab.tempo}/ready`);
  await ask('Loki', `${lab.loki}/ready`);
  await samples('up');
}

/**
 * Waits until nothing is queued and all stores answer; returns the seconds until then.
 * @throws {Error} after fifteen minutes.
 */
export async function recovered(): Promise<number> {
  const began = performance.now();
  let [good, since] = [0, began];
  await pollUntil(
    'a lab that has recovered',
    DEADLINE_SECONDS,
    async () => {
      // A queue is filled for a moment by everyday work, too, so one such look is no relapse.
      await isWell().catch((error) => {
        good = Math.max(0, good - 2);
        throw error;
      });
      if (good === 0) since = performance.now();
      good += 1;
      if (good < IN_A_ROW) throw new Error(`well for ${good} looks`);
    },
    { interval: 1000 },
  );
  return (since - began) / 1000;
}
