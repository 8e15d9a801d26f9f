// A lab that keeps a part of its traces: the right part, whole, and everything counted. Run by
// `npm run test:sampling` against the lab that runs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { lab } from '../../stores/lab.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { exemplarTraces } from '../../stores/prometheus.ts';
import { spansOfTrace } from '../../stores/tempo.ts';
import { isInShare } from '../../stores/trace-share.ts';
import { type Sent, SteadyRequests } from '../faults/requests.ts';
import { Client } from '../load/client.ts';
import { deleteTasksOf } from '../load/delete-tasks.ts';
import { type KindName, kindOf } from '../load/kinds.ts';
import { hexId } from '../trace-context.ts';
import {
  type Counts,
  countedSince,
  countsWhenQuiet,
  DECIDERS,
  type Fates,
  fatesWhen,
  freshSum,
  PERCENT,
  POLICIES,
  type Policy,
  policyFor,
} from './decided.ts';
import { sendSpans } from './otlp.ts';

const REQUESTS = 2000;
const PER_SECOND = 100;
/** What is sent to the route that is named when the lab is started with SAMPLING_KEEP=/api/tasks/:id. */
const NAMED: KindName | undefined =
  process.env.SAMPLING_KEEP === '/api/tasks/:id' ? 'absent' : undefined;

/** Of fifty requests, one fails, one is slow and three are on the named route. */
const TURN: Sent[] = Array.from({ length: 50 }, (_, number) => {
  if (number === 10) return { kind: 'error' };
  if (number === 20) return { kind: 'slow', path: '/api/simulate-slow?delay=1.1' };
  if (number % 20 === 5) return { kind: 'absent' };
  return { kind: number % 2 === 0 ? 'list' : 'create' };
});

const client = new Client(lab.frontend, { userAgent: 'otel-lab-sampling', again: true });
const run = new SteadyRequests(client, TURN);
const wanted = new Map<Policy | undefined, string[]>();
let counts: Counts;
let fates: Fates;

const ofBackend = 'service_name="backend", span_kind="SPAN_KIND_SERVER"';
const CALLS = `traces_spanmetrics_calls_total{${ofBackend}}`;
const TIMED = `traces_spanmetrics_latency_count{${ofBackend}}`;
const EDGES = 'traces_service_graph_request_total{client="backend"}';
const valueBefore = new Map<string, number>();
const riseOf = async (series: string) => (await freshSum(series)) - (valueBefore.get(series) ?? 0);

before(async () => {
  const countsBefore = await countsWhenQuiet();
  for (const series of [CALLS, TIMED, EDGES]) valueBefore.set(series, await freshSum(series));
  await run.send(REQUESTS, PER_SECOND, AbortSignal.timeout(120_000));
  for (const { kind, traceId } of run.acknowledged) {
    const policy = policyFor(kind, traceId, NAMED);
    wanted.set(policy, [...(wanted.get(policy) ?? []), traceId]);
  }
  counts = await countedSince(countsBefore, REQUESTS);
  fates = await fatesWhen(run, ({ whole }) => keptOnes().every((id) => whole.has(id)));
});
after(async () => {
  await deleteTasksOf(run.id, client);
  client.close();
});

const keptOnes = () => POLICIES.flatMap((policy) => wanted.get(policy) ?? []);
const numberOf = (policy?: Policy) => wanted.get(policy)?.length ?? 0;

test('errors, slow ones and what was named are kept whole, and a share of the rest', (t) => {
  assert.deepEqual(run.failed, []);
  assert.deepEqual(fates.half, []);
  assert.deepEqual([...fates.whole].sort(), keptOnes().sort());
  const rest = numberOf('share') + numberOf();
  const deviation = Math.sqrt((rest * PERCENT * (100 - PERCENT)) / 10_000);
  const expected = (rest * PERCENT) / 100;
  for (const policy of POLICIES) t.diagnostic(`${policy}: ${numberOf(policy)} kept`);
  t.diagnostic(`of the rest ${rest}; ${expected} ± ${deviation.toFixed(1)} were expected`);
});

test('each trace is counted once, by the policy that kept it or as not kept', () => {
  const expected = Object.fromEntries(POLICIES.map((policy) => [policy, numberOf(policy)]));
  const { bytesKept: _, bytesNotKept: __, ...traces } = counts;
  assert.deepEqual(traces, {
    ...expected,
    received: REQUESTS,
    notKept: numberOf(),
    droppedUndecided: 0,
  });
});

test('rates and durations count every request', async () => {
  assert.equal(await riseOf(CALLS), REQUESTS);
  assert.equal(await riseOf(TIMED), REQUESTS);
});

test('each kept span says why, and none is in the store for another reason', async () => {
  for (const policy of POLICIES) {
    for (const traceId of wanted.get(policy)?.slice(0, 3) ?? []) {
      const spans = await spansOfTrace(traceId);
      const reasons = spans.map(({ attributes }) => attributes['tailsampling.policy']);
      assert.deepEqual(new Set(reasons), new Set([policy]), traceId);
    }
  }
});

test('no exemplar leads to a trace that was not kept', async (t) => {
  const exemplars = new Set(
    await exemplarTraces(`traces_spanmetrics_latency_bucket{${ofBackend}}`),
  );
  const ours = [...exemplars].filter((id) => id.startsWith(run.id));
  assert.ok(ours.length > 0, 'none at all');
  assert.deepEqual(
    ours.filter((id) => !fates.whole.has(id)),
    [],
  );
  t.diagnostic(`${ours.length} exemplars`);
});

test('the service graph counts a kept trace for those that it stands for', async (t) => {
  const asksDatabase = (kind: KindName) => kindOf(kind).spans.some(([, of]) => of === 'CLIENT');
  const statements = run.acknowledged.filter(({ kind }) => asksDatabase(kind)).length;
  // Those of the share each count for many, so the sum is an estimate: within four standard deviations.
  const spread = 4 * Math.sqrt((statements * (100 - PERCENT)) / PERCENT);
  let counted = 0;
  await pollUntilTrue(`${statements} ± ${spread.toFixed(0)} statements`, 60, async () => {
    counted = await riseOf(EDGES);
    return Math.abs(counted - statements) < spread;
  });
  t.diagnostic(`${counted.toFixed(0)} counted, ${statements} sent`);
});

test('a span that comes after the decision follows it', async () => {
  const isKept = (wish: boolean) => {
    let id = hexId(16);
    while (isInShare(id, PERCENT) !== wish) id = hexId(16);
    return id;
  };
  const kept = isKept(true);
  const notKept = isKept(false);
  const before = await countsWhenQuiet();
  await sendSpans([kept, notKept]);
  await countedSince(before, 2);
  await sendSpans([kept, notKept]);
  await pollUntilTrue('the late span of the kept trace', 30, async () => {
    return (await spansOfTrace(kept)).length === 2;
  });
  assert.deepEqual(await spansOfTrace(notKept), []);
});

test('of more traces than may wait, each is decided or counted as dropped', async (t) => {
  const burst = 25_000 * DECIDERS.length;
  const before = await countsWhenQuiet();
  await sendSpans(Array.from({ length: burst }, () => hexId(16)));
  const { received, share, notKept, droppedUndecided } = await countedSince(before, burst);
  const decided = share + notKept;
  assert.deepEqual([received, decided + droppedUndecided], [burst, burst]);
  assert.ok(droppedUndecided > 0, 'all of them could wait');
  t.diagnostic(`${decided} decided, ${droppedUndecided} dropped`);
});

test('what is stored of a request', (t) => {
  const perRequest = (bytes: number) => Math.round(bytes / REQUESTS);
  const kept = perRequest(counts.bytesKept);
  const notKept = perRequest(counts.bytesNotKept);
  assert.ok(kept < notKept);
  t.diagnostic(`${kept + notKept} bytes of spans per request, of which ${kept} are kept`);
});
