// Asks once, before the work, whether the lab is there at all.
import { ask } from '../../stores/ask.ts';
import { lab } from '../../stores/lab.ts';
import { CannotTell } from '../command/command.ts';

/** @throws {CannotTell} with `complaint` and the command that starts the lab when `url` does not answer. */
export async function needAnswer(url: string, complaint: string): Promise<void> {
  await ask('the lab', url).catch(() => {
    throw new CannotTell(`${complaint}. Start the lab with: npm start`);
  });
}

/** @throws {CannotTell} when Prometheus is not ready. */
export const needPrometheus = (): Promise<void> =>
  needAnswer(`${lab.prometheus}/-/ready`, `Prometheus does not answer at ${lab.prometheus}`);
