import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerWith } from '../testing/stub-stores.ts';

const { countersSince, judgeCounters } = await import('./counters.ts');

const ANSWER = 'GET /api/tasks 200';
const at = (count: number, time = 0) => ({
  at: time,
  http_requests_total: { [ANSWER]: count },
  http_request_duration_seconds_count: { [ANSWER]: count },
});
const sent = [{ traceId: 'aa', kind: 'list' as const }];
const OTHERS = { [ANSWER]: 2, 'GET unmatched 404': 4 };

/** One request of ours, two of others; the counter was 7 and is `now`. */
const judge = (now: number) => judgeCounters(sent, at(7), at(now), OTHERS);

test('counters: what others sent is told apart; less or more than sent is not exact', () => {
  for (const judged of judge(10)) {
    assert.equal(judged.found, 1);
    assert.equal(judged.missing + judged.more, 0);
    assert.equal(judged.others, 6);
  }
  assert.deepEqual(
    judge(9).map(({ missing, more }) => [missing, more]),
    [
      [1, 0],
      [1, 0],
    ],
  );
  assert.equal(judge(11)[0]?.more, 1);
  assert.deepEqual(judge(11)[0]?.problems, [`${ANSWER}: 4 counted, 2 of them by others, 1 sent`]);
});

test('counters that began anew are told', () => {
  assert.equal(judge(10)[0]?.restarted, false);
  assert.equal(judge(3)[0]?.restarted, true);
});

test('counters are those of one export, and of none that began too early', async () => {
  const series = (name: string, values: [number, string][]) => ({
    metric: { __name__: name, method: 'GET', endpoint: '/api/tasks', status_code: '200' },
    values,
  });
  answerWith(() => ({
    data: {
      result: [
        series('lab_tasks', [[10, '1']]),
        // The second belongs to an export that has arrived only in part.
        series('http_requests_total', [
          [10, '3'],
          [15, '4'],
        ]),
        series('http_request_duration_seconds_count', [[10, '3']]),
      ],
    },
  }));
  assert.deepEqual(await countersSince(9_000), at(3, 10_000));
  await assert.rejects(countersSince(10_000), /has exported no metrics since/);
});
