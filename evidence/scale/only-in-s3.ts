// The memory of the stores is S3: what their own disks no longer have is answered from there, the same. Run by
// `npm run test:scale` against the lab that runs.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { lab } from '../../stores/lab.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { samples } from '../../stores/prometheus.ts';
import { compose } from '../command/program.ts';
import { needAll } from '../faults/all-there.ts';
import { SteadyRequests } from '../faults/requests.ts';
import { Client } from '../load/client.ts';
import { deleteTasksOf } from '../load/delete-tasks.ts';
import { back, emptied, inside } from './parts.ts';

const ask = (part: string, path: string) =>
  inside(part, '/busybox', 'wget', '-q', '-O', '-', `http://127.0.0.1:3200/${path}`);
/** How many blocks a Tempo has copied to S3. */
const copied = async (part: string): Promise<number> =>
  Number(/^tempo_ingester_blocks_flushed_total (\d+)/m.exec(await ask(part, 'metrics'))?.[1]);

/** A Tempo that stops keeps the newest block on its disk. Makes it copy what it has so far. */
async function copy(part: string): Promise<void> {
  const before = await copied(part);
  await ask(part, 'flush');
  await pollUntilTrue(`that ${part} has copied its newest block`, 60, async () => {
    return (await copied(part)) > before;
  });
}

/** A Loki that stops copies all it has (flush_on_shutdown in loki.yaml). */
const STORES = { tempo: copy, loki: async () => undefined };

describe('with the disks of all three gone, everything is answered from S3:', () => {
  const client = new Client(lab.frontend, { userAgent: 'otel-lab-scale', again: true });
  const run = new SteadyRequests(client);
  before(async () => {
    await run.send(40, 20, AbortSignal.timeout(60_000));
    await needAll(run);
  });
  after(async () => {
    await deleteTasksOf(run.id, client);
    client.close();
  });

  for (const [store, copyAll] of Object.entries(STORES)) {
    test(store, async () => {
      const parts = [store, `${store}-2`, `${store}-3`];
      await Promise.all(parts.map(copyAll));
      await emptied(...parts);
      await needAll(run);
    });
  }
});

/** Writes a block of two hours that end at $1, one sample a minute: 0, 1, 2 and so on. */
const WRITE = `cd /prometheus
{ echo "# TYPE lab_yesterday gauge"
  for minute in $(seq 0 119); do echo "lab_yesterday{run=\\"$1\\"} $minute $(($1 - 60 * (119 - minute)))"; done
  echo "# EOF"; } > yesterday
TMPDIR=. promtool tsdb create-blocks-from openmetrics yesterday .
rm yesterday`;
/** What a Prometheus itself answers, which is asked through Thanos else. */
const ownAnswer = (end: number, query: string) =>
  inside(
    'prometheus-1',
    ...['promtool', 'query', 'instant', `--time=${end}`, 'http://localhost:9090', query],
  );

test("a block of yesterday's metrics that Prometheus has deleted is answered from S3", async () => {
  const end = Math.floor(Date.now() / 1000) - 86_400;
  const query = `sum_over_time(lab_yesterday{run="${end}"}[2h])`;
  const isAnswered = async () => (await samples(query, end))[0]?.value === 7140;
  const written = await inside('prometheus-1', 'sh', '-c', WRITE, 'sh', String(end));
  // Two, when an even hour lies between its ends.
  const blocks = written.match(/\b01[0-9A-Z]{24}\b/g) ?? [];
  assert.ok(blocks.length > 0, written);
  await pollUntilTrue('that S3 has the blocks', 180, async () => {
    const there = await inside('s3', 'ls', '/data/thanos');
    return blocks.every((block) => there.includes(block));
  });
  await pollUntilTrue('an answer', 180, isAnswered);
  await inside('prometheus-1', 'rm', '-r', ...blocks.map((block) => `/prometheus/${block}`));
  await compose('restart', 'prometheus-1');
  await back('prometheus-1');
  assert.equal(await ownAnswer(end, query), '', 'Prometheus has it still');
  await pollUntilTrue('the same answer', 180, isAnswered);
});
