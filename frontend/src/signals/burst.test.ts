// The rate is kept, a slow service is not overloaded, and a burst can be stopped (burst.ts).
import assert from 'node:assert/strict';
import { beforeEach, mock, type TestContext, test } from 'node:test';
import { BURST_LIMITS, type BurstProgress, runBurst } from './burst.ts';

let now: number;
let stop: AbortController;
let seen: BurstProgress[];
const options = () => ({
  signal: stop.signal,
  onProgress: (progress: BurstProgress) => seen.push(progress),
});

beforeEach(() => {
  now = 0;
  stop = new AbortController();
  seen = [];
  mock.restoreAll();
  mock.method(performance, 'now', () => now);
});

/** Advances time in small steps, so that answers can arrive in between. */
async function pass(t: TestContext, ms: number): Promise<void> {
  for (let step = 0; step < ms; step += 50) {
    now += 50;
    t.mock.timers.tick(50);
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  }
}

test('the planned number is sent at the planned rate, and failures are counted', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let calls = 0;
  const send = () => (++calls % 10 === 0 ? Promise.reject(new Error('no')) : Promise.resolve());
  const done = runBurst({ rate: 20, seconds: 2 }, send, options());
  await pass(t, 1000);
  assert.equal(calls, 20);
  await pass(t, 1100);
  assert.deepEqual(await done, { sent: 40, failed: 4, total: 40 });
});

test('a service that does not answer gets no pile of requests', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { promise, resolve } = Promise.withResolvers<void>();
  const send = t.mock.fn(() => promise);
  const done = runBurst({ rate: 50, seconds: 10 }, send, options());
  await pass(t, 2000);
  assert.equal(send.mock.callCount(), BURST_LIMITS.atOnce);
  stop.abort();
  resolve();
  await pass(t, 100);
  assert.equal((await done).sent, BURST_LIMITS.atOnce);
});

test('a stopped burst sends no more', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const done = runBurst({ rate: 10, seconds: 60 }, () => Promise.resolve(), options());
  await pass(t, 1000);
  stop.abort();
  await pass(t, 5000);
  assert.equal((await done).sent, 10);
});

test('more than is sensible cannot be asked for', async () => {
  stop.abort();
  const { total } = await runBurst({ rate: 1e6, seconds: NaN }, () => Promise.resolve(), options());
  assert.equal(total, BURST_LIMITS.rate);
});
