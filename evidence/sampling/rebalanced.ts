// The scaled lab that keeps a part of its traces, while a worker goes and comes back: its partitions change hands, and
// with them what it would have decided.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { lab } from '../../stores/lab.ts';
import { runProgram } from '../command/program.ts';
import { SteadyRequests } from '../faults/requests.ts';
import { Client } from '../load/client.ts';
import { deleteTasksOf } from '../load/delete-tasks.ts';
import { DECIDERS, fatesWhen, policyFor } from './decided.ts';

const REQUESTS = 3000;
const PER_SECOND = 100;

const client = new Client(lab.frontend, { userAgent: 'otel-lab-sampling' });
const run = new SteadyRequests(client, [
  { kind: 'create' },
  { kind: 'list' },
  { kind: 'list' },
  { kind: 'error' },
]);
after(async () => {
  await deleteTasksOf(run.id, client);
  client.close();
});

test('a worker that is stopped and started again leaves no trace in part, and takes none with it', async (t) => {
  const sending = run.send(REQUESTS, PER_SECOND, AbortSignal.timeout(120_000));
  await sleep(5000);
  await runProgram('docker', ['compose', 'stop', DECIDERS[0]]);
  await sleep(5000);
  await runProgram('docker', ['compose', 'start', DECIDERS[0]]);
  await sending;
  assert.deepEqual(run.failed, [], 'requests do not notice');
  const wanted = run.acknowledged.filter(({ kind, traceId }) => policyFor(kind, traceId));
  const { whole, half } = await fatesWhen(run, (fates) =>
    wanted.every(({ traceId }) => fates.whole.has(traceId)),
  );
  assert.deepEqual(half, []);
  t.diagnostic(`${whole.size} of ${run.sent} kept, each whole`);
});
