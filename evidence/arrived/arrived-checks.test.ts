import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GateResult } from '../gate/gate.ts';
import { answerWith } from '../testing/stub-stores.ts';

const { ARRIVED_CHECKS, tracesOf } = await import('./arrived-checks.ts');
const { objectivesSaw } = await import('./objectives-check.ts');

const traffic = {
  answered: 150,
  began: 10,
  ended: 20,
  by_kind: { error: { sent: 2 }, slow: { sent: 7 } },
};
const traces = (count: number) => ({
  traces: Array.from({ length: count }, (_, index) => ({ traceID: `a${index}` })),
});
/** Asks the checks of a signal once. */
const askAll = (signal: keyof typeof ARRIVED_CHECKS): Promise<string[]> =>
  Promise.all(ARRIVED_CHECKS[signal](traffic).map((check) => check.ask()));

test('a trace id that Tempo shortened is one that Loki knows', async () => {
  answerWith(() => ({ traces: [{ traceID: 'abc' }] }));
  assert.deepEqual(await tracesOf(traffic), ['00000000000000000000000000000abc']);
});

test('four traces are not enough, five are', async () => {
  answerWith(() => traces(4));
  await assert.rejects(askAll('traces'), /only 4/);
  answerWith(() => traces(5));
  assert.deepEqual(await askAll('traces'), ['5, at least']);
});

test('one request that was not counted is noticed', async () => {
  const counted = (value: number) => ({
    data: { result: [{ metric: {}, value: [1, `${value}`] }] },
  });
  answerWith(() => counted(149));
  await assert.rejects(askAll('metrics'), /149 of 150/);
  answerWith(() => counted(150));
  assert.equal((await askAll('metrics')).length, 3);
});

test('lines without the label, and lines of others, are not this traffic', async () => {
  const values = Array.from({ length: 5 }, (_, index) => [String(index), '']);
  const streams = (stream: object) => ({ data: { result: [{ stream, values }] } });
  const lines = ARRIVED_CHECKS.logs(traffic);
  answerWith((path) => (path === '/api/search' ? traces(5) : streams({ trace_id: 'a0' })));
  await assert.rejects(async () => lines[0]?.ask(), /only 0/);
  await assert.rejects(async () => lines[1]?.ask(), /lines of only 1 traces/);
  answerWith(() => streams({ service_name: 'backend' }));
  assert.equal(await lines[0]?.ask(), '5, at least');
});

test('a gate that does not see the requests that were meant to be bad is noticed', () => {
  const gate = (failed: number, slow: number) =>
    ({
      objectives: [
        { id: 'backend-availability', bad: failed },
        { id: 'backend-latency', bad: slow },
      ],
    }) as GateResult;
  const outcomes = (result: GateResult) =>
    objectivesSaw(traffic, result).map(({ outcome }) => outcome);
  assert.deepEqual(outcomes(gate(2, 7)), ['ok', 'ok']);
  assert.deepEqual(outcomes(gate(1, 8)), ['failed', 'ok']);
  assert.deepEqual(outcomes(gate(2, 6)), ['ok', 'failed']);
});
