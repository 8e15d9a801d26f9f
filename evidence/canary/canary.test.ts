import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Freshness } from './freshness.ts';
import { asOtlp } from './results.ts';

test('freshness is what the newest request took, and grows while one is missing', () => {
  const freshness = new Freshness();
  assert.equal(freshness.seconds(0), undefined);
  freshness.sent(0);
  assert.equal(freshness.seconds(1000), 1, 'not found yet');
  freshness.found(0, 2000);
  assert.equal(freshness.seconds(59_000), 2, 'until the next request');
  freshness.sent(60_000);
  assert.equal(freshness.seconds(61_000), 2, 'the new one has not taken longer yet');
  assert.equal(freshness.seconds(90_000), 30);
  freshness.sent(120_000);
  assert.equal(freshness.seconds(150_000), 90, 'the first that is missing counts');
  freshness.found(120_000, 151_000);
  assert.equal(freshness.seconds(155_000), 31);
});

test('a signal of which nothing is known has no value, instead of 0', () => {
  const { metrics } =
    asOtlp({ traces: 1.5, logs: undefined }, 7).resourceMetrics[0]?.scopeMetrics[0] ??
    assert.fail();
  assert.deepEqual(metrics[0]?.gauge.dataPoints, [
    {
      attributes: [{ key: 'lab.signal', value: { stringValue: 'traces' } }],
      timeUnixNano: '7000000',
      asDouble: 1.5,
    },
  ]);
});
