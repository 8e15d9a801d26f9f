// At least once means: now and then twice. Here all of it: Kafka is asked for everything again. Run by
// `npm run test:scale` against the lab that runs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { lab } from '../../stores/lab.ts';
import { pollUntil, pollUntilTrue } from '../../stores/poll-until.ts';
import { riseOf, sumOf } from '../../stores/prometheus.ts';
import { frontDoor } from '../../stores/tempo.ts';
import { compose } from '../command/program.ts';
import {
  type Counters,
  countersSince,
  judgeCounters,
  othersBetween,
} from '../complete/counters.ts';
import { judgeLogs } from '../complete/logs.ts';
import { judgeTraces } from '../complete/traces.ts';
import { needAll } from '../faults/all-there.ts';
import { SteadyRequests } from '../faults/requests.ts';
import { Client } from '../load/client.ts';
import { deleteTasksOf } from '../load/delete-tasks.ts';
import { kindOf } from '../load/kinds.ts';
import { sum } from '../statistics.ts';
import { back, kafkaTool, WORKERS } from './parts.ts';

const REQUESTS = 400;
const PER_SECOND = 50;
/** So many traces are read, as a person does: by their ids. */
const READ = 40;
const SPANS = 'traces_spanmetrics_calls_total{service_name="backend"}';

const client = new Client(lab.frontend, { userAgent: 'otel-lab-scale', again: true });
// What the lab did just before is counted late, and would be taken for this run's.
const isQuiet = async () => (await sumOf(riseOf(SPANS, '10s'))) === 0;
await pollUntilTrue('that the workers count nothing', 120, isQuiet, { interval: 1000 });
const run = new SteadyRequests(client);
let countersBefore: Counters;
/** What the workers had counted before they read all of it again. */
let once: number;

const counters = (since = Date.now()) =>
  pollUntil('the next export of the backend', 60, () => countersSince(since));
const group = (...args: string[]) =>
  kafkaTool('consumer.group.ConsumerGroupCommand', '--group', 'workers', ...args);

/** How many spans of the backend the workers have counted since the run began. */
const counted = () => sumOf(riseOf(SPANS, `${Math.ceil((Date.now() - run.since) / 1000)}s`));

/** How many messages of all partitions nobody has read yet. */
async function unread(): Promise<number> {
  const lines = (await group('--describe')).split('\n').map((line) => line.split(/\s+/));
  const column = lines.find((words) => words.includes('LAG'))?.indexOf('LAG') ?? -1;
  return sum(lines.flatMap((words) => Number(words[column]) || 0));
}

/** Everything that came since the run began goes to the workers again. */
async function deliverAgain(): Promise<void> {
  const since = new Date(run.since - 1000).toISOString().replace('Z', '');
  await compose('stop', ...WORKERS);
  await pollUntilTrue('a group without members', 60, async () => {
    const said = await group(
      ...['--reset-offsets', '--to-datetime', since, '--all-topics', '--execute'],
    );
    return !said.includes('Error');
  });
  assert.ok((await unread()) > 0, 'nothing is there to be read again');
  await back(...WORKERS);
  await pollUntilTrue('that the workers have read all', 120, async () => (await unread()) === 0);
}

before(async () => {
  countersBefore = await counters();
  await run.send(REQUESTS, PER_SECOND, AbortSignal.timeout(60_000));
  await needAll(run);
  const sent = sum(run.acknowledged.map(({ kind }) => kindOf(kind).spans.length));
  await pollUntilTrue('that the workers have counted', 60, async () => (await counted()) >= sent);
  once = await counted();
  await deliverAgain();
});
after(async () => {
  await deleteTasksOf(run.id, client);
  client.close();
});

test('Tempo shows each span of a trace once', async () => {
  const some = run.acknowledged.slice(0, READ);
  const judged = await judgeTraces(some, run.callerSpanId, frontDoor);
  assert.deepEqual(
    judged.flatMap(({ problem }) => problem || []),
    [],
  );
});

test('Loki shows each line once', async () => {
  const judged = await judgeLogs(run.id, run.acknowledged, run.since);
  assert.equal(sum(judged.map(({ more }) => more)), 0);
});

test('Prometheus counts each request once', async () => {
  const now = await counters();
  const others = await othersBetween(run.id, countersBefore.at, now.at);
  const judged = judgeCounters(run.acknowledged, countersBefore, now, others);
  assert.deepEqual(
    judged.flatMap(({ problems }) => problems),
    [],
  );
});

test('what the workers count themselves, they count twice', async (t) => {
  const isTwice = async () => (await counted()) >= 2 * once;
  await pollUntilTrue(`${once} spans to be counted twice`, 60, isTwice);
  t.diagnostic(`${once} spans counted before, ${await counted()} after`);
});
