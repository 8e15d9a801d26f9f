import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canaries, checkDigit, plain } from './canaries.ts';
import { ordinaryValues } from './ordinary.ts';

test('a card and an IBAN are such that a real checker takes them', () => {
  assert.equal(checkDigit('411111111111111'), '1');
  const { secret } = canaries().find(({ kind }) => kind === 'IBAN') ?? { secret: '' };
  assert.match(secret, /^DE\d{20}$/);
  const moved = `${secret.slice(4)}1314${secret.slice(2, 4)}`;
  assert.equal(BigInt(moved) % 97n, 1n);
});

test('each is new, and its text and its value have its secret', () => {
  const [one, other] = [canaries(), canaries()];
  assert.ok(one.length >= 12);
  for (const [index, { kind, text, value, secret }] of one.entries()) {
    assert.notEqual(secret, other[index]?.secret, kind);
    assert.ok(secret.length >= 9, kind);
    for (const where of [text, value]) assert.ok(plain(where).includes(secret), kind);
  }
});

test('ordinary values are the same in each run', () => {
  assert.deepEqual(ordinaryValues(100), ordinaryValues(100));
  assert.equal(new Set(ordinaryValues(10_000)).size > 9000, true);
});
