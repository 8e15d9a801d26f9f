import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf, type Sent, summarise } from './summary.ts';

const asked = { url: 'http://x', mix: 'm', seed: 1, perSecond: 10, began: 0, took: 0.4 };
const sent = (kind: Sent['kind'], status: number, seconds = 0.1): Sent => ({
  mix: kind === 'error' || kind === 'slow' ? kind : 'success',
  kind,
  status,
  seconds,
});

test('each kind has its expected status; what differs, and what was not answered, is named', () => {
  const all = [sent('create', 201), sent('error', 500), sent('slow', 503), sent('list', 0)];
  const result = summarise(all, asked);
  assert.deepEqual(result.unexpected, { 'list 000': 1, 'slow 503': 1 });
  assert.equal(result.answered, 3);
  assert.deepEqual(problemsOf(result), [
    '1 of list were answered with 000',
    '1 of slow were answered with 503',
  ]);
});

test('a rate that was not reached is a problem, nine tenths of it are not', () => {
  const all = Array.from({ length: 9 }, () => sent('list', 200));
  assert.deepEqual(problemsOf(summarise(all, { ...asked, took: 1 })), []);
  assert.deepEqual(problemsOf(summarise(all, { ...asked, took: 1.1 })), [
    'only 8.18 requests a second were reached, of 10',
  ]);
});

test('percentiles are times of requests that really were', () => {
  const all = Array.from({ length: 100 }, (_, index) => sent('list', 200, index + 1));
  assert.deepEqual(summarise(all, asked).seconds, { p50: 50, p95: 95, p99: 99, max: 100 });
});
