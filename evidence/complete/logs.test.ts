import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerWith } from '../testing/stub-stores.ts';

const { allRecords, judgeLines } = await import('./logs.ts');

/** A Loki with lines at these times, in nanoseconds. */
const storeOf = (times: number[]) =>
  answerWith((_, parameters) => {
    const [start, end, limit] = ['start', 'end', 'limit'].map((name) =>
      Number(parameters.get(name)),
    );
    const found = times
      .map((time, index) => [String(time), `line ${index}`])
      .filter(([time]) => Number(time) >= (start ?? 0) && Number(time) < (end ?? 0))
      .slice(0, limit);
    return { data: { result: [{ stream: {}, values: found }] } };
  });

test('more lines than one page holds are read once each, those of the same millisecond too', async () => {
  storeOf(Array.from({ length: 23 }, (_, number) => 1e9 + Math.floor(number / 4) * 4e7));
  const records = await allRecords('{}', 0n, 2_000_000_000n, 5);
  assert.equal(records.length, 23);
  assert.equal(new Set(records.map(({ body }) => body)).size, 23);
});

test('log lines: missing ones are named, lines twice are counted', () => {
  const request = { traceId: 'aa', kind: 'error' } as const;
  const whole = ['Incoming request', 'Request completed', 'Unexpected error'];
  assert.deepEqual(judgeLines(request, whole), {
    traceId: 'aa',
    expected: 3,
    found: 3,
    missing: [],
    more: 0,
  });
  const judged = judgeLines(request, [
    'Incoming request',
    'Request completed',
    'Request completed',
  ]);
  assert.deepEqual(judged.missing, ['Unexpected error']);
  assert.equal(judged.found, 2);
  assert.equal(judged.more, 1);
});
