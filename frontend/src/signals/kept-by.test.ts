// What the page says about the fate of a trace. That the collector decides the same is proved by
// `npm run test:sampling`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FinishedAction } from '../actions/perform-action.ts';
import { keptBy, parseSampling } from './kept-by.ts';

const action = (facts: Partial<FinishedAction>): FinishedAction => ({
  name: 'load_tasks',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  status: 200,
  failed: false,
  hasErrors: false,
  durationMs: 5000,
  traceMs: 20,
  ...facts,
});
const tenth = { percent: 10, named: false };

test('errors come before slowness, and both before the share', () => {
  assert.equal(keptBy(action({ hasErrors: true, traceMs: 2000 }), tenth), 'errors');
  assert.equal(keptBy(action({ traceMs: 1000 }), tenth), 'slow');
  assert.equal(keptBy(action({ traceMs: 999 }), { percent: 100, named: false }), 'share');
});

test('what no policy keeps is not kept, unless somebody may have named it', () => {
  const none = { percent: 0, named: false };
  assert.equal(keptBy(action({}), none), 'none');
  assert.equal(keptBy(action({}), { ...none, named: true }), 'maybe named');
});

test('nothing is said without sampling, or about an action without a trace', () => {
  assert.equal(keptBy(action({}), parseSampling('')), undefined);
  assert.equal(keptBy(action({ traceId: undefined }), tenth), undefined);
});

test('the settings of the page', () => {
  assert.deepEqual(parseSampling('10'), tenth);
  assert.deepEqual(parseSampling('2.5 named'), { percent: 2.5, named: true });
  for (const none of ['', 'ten', '10;', '$' + '{SAMPLING}']) {
    assert.equal(parseSampling(none), undefined, none);
  }
});
