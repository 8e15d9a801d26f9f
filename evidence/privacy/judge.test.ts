import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Canary, canaries } from './canaries.ts';
import { judgeAll, UNGUARDED } from './judge.ts';

const [password] = canaries() as [Canary];
const masked = { ...password, secret: 'onethatisnowhere' };

/** A field, guarded and past the collector. */
function outcomeOf(title: string, guarded: Canary, unguarded: Canary) {
  const planted = [
    { title, way: 'HTTP', canary: guarded },
    { title, way: UNGUARDED, canary: unguarded },
  ];
  const [result] = judgeAll(planted, { Tempo: `x ${password.value} y`, Loki: '' });
  return [result?.outcome, result?.detail];
}

test('a value that is found only where nothing masks it is well guarded', () => {
  assert.deepEqual(outcomeOf('traces: span name', masked, password), [
    'ok',
    '0 of 1 found; unmasked 1 of 1: Tempo',
  ]);
});

test('a value that is found fails, with its kind, way and place', () => {
  assert.deepEqual(outcomeOf('traces: span name', password, password), [
    'failed',
    '1 of 1 found: password by HTTP in Tempo',
  ]);
});

test('a search that finds nothing anywhere proves nothing', () => {
  assert.deepEqual(outcomeOf('traces: span name', masked, masked), [
    'failed',
    '0 of 1 are found even where nothing masks them',
  ]);
  assert.equal(outcomeOf('metrics: scope name', masked, masked)[0], 'ok');
});

test('what is open is said to be, until it is not', () => {
  assert.equal(outcomeOf('traces: link attribute, in a map', password, password)[0], 'skipped');
  assert.equal(outcomeOf('traces: link attribute, in a map', masked, password)[0], 'failed');
});

test('a secret is found in any spelling that a store makes of it', () => {
  const canary = { ...password, secret: 'DE89370400440532' };
  const places = { Prometheus: '{"__name__":"lab_DE89_3704_0044_0532"}' };
  const [result] = judgeAll([{ title: 'metrics: metric name', way: 'HTTP', canary }], places);
  assert.equal(result?.outcome, 'failed');
});
