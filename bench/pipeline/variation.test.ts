import assert from 'node:assert/strict';
import { test } from 'node:test';
import { varied } from '../varied.ts';
import { CONFIG, STORES, VARIATIONS } from './variation.ts';

test('every variation changes the configuration that the lab has now, or its limit alone', () => {
  const isChanged = ({ title, replacements = {} }: (typeof VARIATIONS)[number]): boolean =>
    [CONFIG, STORES].some(
      (file) => varied(title, file, replacements[file] ?? []) !== varied('', file, []),
    );
  for (const variation of VARIATIONS.slice(1)) {
    assert.equal(isChanged(variation), !variation.memory, variation.title);
  }
});

test('a text that is not there, or twice, is an error that names the variation', () => {
  const of = (text: string) => () => varied('small', STORES, [[text, '']]);
  assert.throws(of('no such text'), /^Error: small: "no such text" is 0 times there/);
  assert.throws(of('queue: *queue'), /^Error: small: "queue: \*queue" is [23] times/);
});
