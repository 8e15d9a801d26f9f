// The other routes: deliberate faults, stats behind a key, and the shutdown.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { appForThisFile, STATS_KEY, startApp } from '../testing/start-app.ts';

const { send } = appForThisFile();

describe('faults on purpose', () => {
  test('a slow answer leaves the others alone', async () => {
    const slow = send('GET', '/api/simulate-slow?delay=0.5');
    const start = performance.now();
    assert.equal((await send('GET', '/health')).status, 200);
    assert.ok(performance.now() - start < 400);
    assert.deepEqual((await slow).body, { delay: 0.5 });
    assert.equal((await send('GET', '/api/simulate-slow?delay=11')).status, 400);
    assert.equal((await send('GET', '/api/simulate-slow?delay=-1')).status, 400);
    assert.equal((await send('GET', '/api/simulate-slow?delays=1')).status, 400);
  });

  test('an error has the status that was asked for, and no stack', async () => {
    for (const status of [400, 418, 500, 503, 599]) {
      const answer = await send('GET', `/api/simulate-error?status=${status}`);
      assert.deepEqual(
        [answer.status, answer.body.type],
        [status, 'urn:otel-lab:problem:simulated-error'],
      );
      assert.match(answer.body.detail, new RegExp(`status ${status} `));
      assert.doesNotMatch(JSON.stringify(answer.body), /\.ts:/);
    }
    assert.equal((await send('GET', '/api/simulate-error')).status, 500);
    for (const wrong of ['status=200', 'status=399', 'status=600', 'status=450.5', 'state=500']) {
      const { status, body } = await send('GET', `/api/simulate-error?${wrong}`);
      assert.deepEqual([status, body.type], [400, 'urn:otel-lab:problem:invalid-request'], wrong);
    }
  });
});

describe('stats', () => {
  test('are for whoever has the key', async () => {
    const path = '/api/internal/stats';
    const refused = await send('GET', path);
    assert.deepEqual(
      [refused.status, refused.body.type],
      [401, 'urn:otel-lab:problem:unauthorized'],
    );
    assert.match(refused.body.detail, /X-API-Key/);
    assert.equal(
      (await send('GET', path, { headers: { 'x-api-key': `${STATS_KEY}!` } })).status,
      401,
    );
    const { status, body } = await send('GET', path, { headers: { 'x-api-key': STATS_KEY } });
    assert.equal(status, 200);
    assert.deepEqual(body.tasks, { open: 0, done: 0 });
    assert.ok(body.uptime_s > 0 && body.memory_bytes > 1e6);
  });

  test('are not there at all without a key', async (t) => {
    const open = await startApp({ stats: false });
    t.after(open.close);
    assert.equal((await open.send('GET', '/api/internal/stats')).status, 404);
  });
});

test('while it ends, new requests are told to come back', async (t) => {
  const ending = await startApp();
  t.after(ending.close);
  ending.stop();
  const { status, headers, body } = await ending.send('GET', '/api/tasks');
  assert.deepEqual([status, body.type], [503, 'urn:otel-lab:problem:shutting-down']);
  assert.deepEqual([headers.get('connection'), headers.get('retry-after')], ['close', '1']);
  assert.match(body.detail, /shutting down/);
  assert.equal((await ending.send('GET', '/ready')).status, 503);
  assert.equal((await ending.send('GET', '/health')).status, 200);
});
