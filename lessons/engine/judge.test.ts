import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verdictOf } from './judge.ts';
import type { Finding } from './lesson.ts';

const found = (...outcomes: Finding['outcome'][]): Finding[] =>
  outcomes.map((outcome) => ({ what: 'a thing', outcome, seen: '' }));

test('passed only when everything holds', () => {
  assert.equal(verdictOf(found('holds', 'holds')), 0);
  assert.equal(verdictOf(found('holds', 'does not hold')), 1);
});

test('what is unclear makes all of it unclear, and so does an empty check', () => {
  assert.equal(verdictOf(found('does not hold', 'unclear')), 2);
  assert.equal(verdictOf(found('holds', 'unclear')), 2);
  assert.equal(verdictOf([]), 2);
});
