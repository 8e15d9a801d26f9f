import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { FAULTS, type Fault } from './faults.ts';
import type { Judgement } from './judge.ts';
import { readKept, rowsOf } from './kept.ts';
import { holds, pageOf, type Row, summaryOf } from './table.ts';

const [fault] = FAULTS as [Fault];

/** A trial of 1,000 requests, and what it found. */
const row = (judged: Partial<Judgement> = {}): Row => ({
  fault,
  date: '2026-11-28',
  judgement: {
    acknowledged: 1000,
    tasksMissing: 0,
    spans: { expected: 2500, missing: 0, more: 0 },
    lines: { expected: 2000, missing: 0, more: 0 },
    lost: { spans: 0, lines: 0, by: [], names: [] },
    told: false,
    ...judged,
  },
});
const failed: Row = { fault, date: '2026-11-28', error: 'it did not start' };
const someMissing = { spans: { expected: 2500, missing: 9, more: 0 } };
const counted = { lost: { spans: 9, lines: 0, by: ['a'], names: ['a'] } };

test('a row holds when what is missing was counted or told', () => {
  assert.ok(holds(row()));
  assert.ok(holds(row({ ...someMissing, ...counted })));
  assert.ok(holds(row({ ...someMissing, told: true })));
  assert.ok(!holds(row(someMissing)), 'missing, and nobody said so');
  assert.ok(!holds(row(counted)), 'counted, and nothing is missing');
  assert.ok(!holds(row({ tasksMissing: 1, told: true })));
  assert.ok(holds(row({ lines: { expected: 2000, missing: 0, more: 1 } })), 'sent again');
  assert.ok(!holds(failed));
});

test('the summary adds up all rows, and counts a trial that could not be made as one that failed', () => {
  assert.equal(
    summaryOf([row(), row({ ...someMissing, ...counted }), failed]),
    '3 faults, 2,000 acknowledged requests: 0 tasks, 9 of 5,000 spans and 0 of 4,000 log lines missing; counted or told in 2 of 3 trials.',
  );
});

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');

test('docs/faults.md is what docs/bench/faults.json says', () => {
  const kept = readKept();
  const rows = rowsOf(kept);
  assert.equal(rows.length, kept.rows.length, 'a row of a fault that exists no longer');
  assert.equal(read('docs/faults.md'), pageOf(rows, kept.images));
});

test('README.md repeats the last line of docs/faults.md', () => {
  const last = read('docs/faults.md').trimEnd().split('\n').at(-1) ?? '';
  assert.ok(read('README.md').includes(last), last);
});
