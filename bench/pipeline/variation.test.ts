import assert from 'node:assert/strict';
import { test } from 'node:test';
import { varied } from '../varied.ts';
import { CONFIGURATION, VARIATIONS } from './variation.ts';

test('every variation changes the configuration that the lab has now, or its limit alone', () => {
  const original = varied('', CONFIGURATION, []);
  for (const { title, replacements = [], memory } of VARIATIONS.slice(1)) {
    assert.notEqual(varied(title, CONFIGURATION, replacements) === original, !memory, title);
  }
});

test('a text that is not there, or twice, is an error that names the variation', () => {
  const of = (text: string) => () => varied('small', CONFIGURATION, [[text, '']]);
  assert.throws(of('no such text'), /^Error: small: "no such text" is 0 times there/);
  assert.throws(of('queue: *queue'), /^Error: small: "queue: \*queue" is [23] times/);
});
