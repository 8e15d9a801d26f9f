import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { atRate, sideBySide } from './schedule.ts';

test('at a rate: each number once, in order, none before it is due, whatever the answers do', async () => {
  const sent: number[] = [];
  await atRate(50, 500, (number, due) => {
    assert.ok(performance.now() >= due, `${number} is early`);
    sent.push(number);
    // A server that stalls must not delay the next requests.
    void sleep(1000, undefined, { ref: false });
  });
  assert.deepEqual(sent, [...Array(50).keys()]);
});

test('at a rate: an interruption ends it', async () => {
  const interruption = new AbortController();
  let sent = 0;
  await atRate(
    1000,
    100,
    () => {
      sent += 1;
      interruption.abort();
    },
    interruption.signal,
  );
  assert.equal(sent, 1);
});

test('side by side: no more at once than allowed, and results in the order of the items', async () => {
  let underWay = 0;
  let most = 0;
  const results = await sideBySide([...Array(30).keys()], 4, async (item) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await sleep(30 - item);
    underWay -= 1;
    return item * 2;
  });
  assert.equal(most, 4);
  assert.deepEqual(
    results,
    [...Array(30).keys()].map((item) => item * 2),
  );
});
