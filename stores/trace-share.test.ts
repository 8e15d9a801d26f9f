import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInShare } from './trace-share.ts';

test('a share of the ids is kept, always the same ones', () => {
  const ids = Array.from({ length: 10_000 }, (_, i) => (i * 7919).toString(16).padStart(32, '0'));
  const kept = ids.filter((id) => isInShare(id, 10));
  // Three standard deviations of a share of 10 % are 90.
  assert.ok(Math.abs(kept.length - 1000) < 90, `${kept.length} of 10,000`);
  assert.ok(
    kept.every((id) => isInShare(id, 20)),
    'a larger share has the smaller one in it',
  );
});
