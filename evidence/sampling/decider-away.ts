// What who decides takes with it: when it is killed, the traces that it had not decided about, and the lab says so; when
// one of several is stopped and comes back, nothing.
import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { lab } from '../../stores/lab.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { samples } from '../../stores/prometheus.ts';
import { compose } from '../command/program.ts';
import { SteadyRequests } from '../faults/requests.ts';
import { Client } from '../load/client.ts';
import { deleteTasksOf } from '../load/delete-tasks.ts';
import { DECIDERS, fatesWhen, policyFor } from './decided.ts';

const PER_SECOND = 50;
/** decision_wait of otel-collector/sampling.yaml, a tick of it, and the backend's second until it exports. */
const WAIT_MS = 12_000;

const client = new Client(lab.frontend, { userAgent: 'otel-lab-sampling', again: true });
after(() => client.close());

function newRun(t: TestContext): SteadyRequests {
  const kinds = ['create', 'list', 'list', 'error'] as const;
  const run = new SteadyRequests(
    client,
    kinds.map((kind) => ({ kind })),
  );
  t.after(() => deleteTasksOf(run.id, client));
  return run;
}
const wantedOf = (run: SteadyRequests) =>
  run.acknowledged.filter(({ kind, traceId }) => policyFor(kind, traceId));

/** The label of the newest unclean end that Prometheus knows; '' without one. */
async function lastUncleanEnd(): Promise<string> {
  const ends = await samples('target_info{job="otel-collector", lab_unclean_end!=""}');
  return (
    ends
      .map(({ labels }) => labels.lab_unclean_end ?? '')
      .sort()
      .at(-1) ?? ''
  );
}

test('a collector that is killed loses 10 s of undecided traces at most, and it is told', async (t) => {
  const run = newRun(t);
  const endBefore = await lastUncleanEnd();
  const enough = new AbortController();
  const sending = run.send(Number.POSITIVE_INFINITY, PER_SECOND, enough.signal);
  await sleep(2 * WAIT_MS);
  const killedAt = Date.now();
  await compose('kill', '--signal', 'KILL', DECIDERS[0]);
  await compose('start', DECIDERS[0]);
  const backAt = Date.now();
  await sleep(WAIT_MS);
  enough.abort();
  await sending;
  assert.deepEqual(run.failed, [], 'requests do not notice');

  const wanted = wantedOf(run);
  const isSafe = (traceId: string) => {
    const at = run.sentAt.get(traceId) ?? 0;
    return at < killedAt - WAIT_MS || at > backAt;
  };
  const safe = wanted.filter(({ traceId }) => isSafe(traceId));
  const { whole } = await fatesWhen(run, (fates) =>
    safe.every(({ traceId }) => fates.whole.has(traceId)),
  );
  const lost = wanted.filter(({ traceId }) => !whole.has(traceId));
  assert.ok(lost.length > 0, 'nothing was undecided');
  t.diagnostic(`of ${wanted.length} that should be kept, ${lost.length} are not`);

  await pollUntilTrue('a word about the unclean end', 60, async () => {
    return (await lastUncleanEnd()) > endBefore;
  });
  const end = `lab_unclean_end="${await lastUncleanEnd()}"`;
  const alert = `ALERTS{alertname="SamplingUndecided", alertstate="firing", ${end}}`;
  await pollUntilTrue('the alert SamplingUndecided', 60, async () => {
    return (await samples(alert)).length > 0;
  });
});

if (DECIDERS.length > 1) {
  test('one of several that is stopped and started again leaves no trace in part, and takes none with it', async (t) => {
    const run = newRun(t);
    const sending = run.send(3000, 100, AbortSignal.timeout(120_000));
    await sleep(5000);
    await compose('stop', DECIDERS[0]);
    await sleep(5000);
    await compose('start', DECIDERS[0]);
    await sending;
    assert.deepEqual(run.failed, [], 'requests do not notice');
    const wanted = wantedOf(run);
    const { whole, half } = await fatesWhen(run, (fates) =>
      wanted.every(({ traceId }) => fates.whole.has(traceId)),
    );
    assert.deepEqual(half, []);
    t.diagnostic(`${whole.size} of ${run.sent} kept, each whole`);
  });
}
