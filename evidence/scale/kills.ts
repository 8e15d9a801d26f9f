// The scaled lab while its parts are killed, one after another: no request fails and nothing is lost. Run by
// `npm run test:scale` against the lab that runs.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { lab } from '../../stores/lab.ts';
import { needAll } from '../faults/all-there.ts';
import { SteadyRequests } from '../faults/requests.ts';
import { Client } from '../load/client.ts';
import { deleteTasksOf } from '../load/delete-tasks.ts';
import { killedFor, lostAfter, rollingRestart } from './parts.ts';
import { Questions } from './questions.ts';

const short = process.env.SHORT === 'true';
const PER_SECOND = short ? 50 : 100;
/** Longer than a worker's session_timeout (worker.yaml): the other one takes over its part. */
const AWAY_MS = 10_000;
const BEFORE_AND_AFTER_MS = 5000;

const client = new Client(lab.frontend, { userAgent: 'otel-lab-scale', again: true });
after(() => client.close());

const killed = killedFor(AWAY_MS);
type Fault = [part: string, how: string, fault: (part: string) => Promise<void>];
const MORE: Fault[] = [
  ['edge', 'killed', killed],
  ['kafka-1', 'killed', killed],
  ['prometheus-1', 'killed', killed],
  ['prometheus', 'which is Thanos Query, killed', killed],
  ['s3', 'killed for 30 s', killedFor(30_000)],
  ['all that is not the app', 'each started again after the other', rollingRestart],
];
/** One of each kind. */
const FAULTS: Fault[] = [
  ['otel-collector', 'killed', killed],
  ['kafka-2', 'lost with its disk, while nobody reads', lostAfter(AWAY_MS)],
  ['worker-1', 'killed', killed],
  ['tempo-2', 'killed', killed],
  ['loki-2', 'killed', killed],
  ...(short ? [] : MORE),
];

describe(`at ${PER_SECOND} requests a second, nothing fails and nothing is lost when a part is gone for ${AWAY_MS / 1000} s:`, () => {
  for (const [part, how, fault] of FAULTS) {
    test(`${part}, ${how}`, async (t) => {
      const run = new SteadyRequests(client);
      t.after(() => deleteTasksOf(run.id, client));
      const questions = new Questions();
      const enough = new AbortController();
      const going = [
        run.send(Number.POSITIVE_INFINITY, PER_SECOND, enough.signal),
        questions.ask(enough.signal),
      ];
      try {
        await sleep(BEFORE_AND_AFTER_MS);
        await fault(part);
        await sleep(BEFORE_AND_AFTER_MS);
      } finally {
        enough.abort();
        await Promise.all(going);
      }
      assert.deepEqual(run.failed, [], `of ${run.sent} requests`);
      const { spans, lines } = await needAll(run);
      t.diagnostic(
        `${run.sent} requests; nothing missing; there twice: ${spans} spans, ${lines} lines`,
      );
      t.diagnostic(`questions not answered: ${questions}`);
    });
  }
});
