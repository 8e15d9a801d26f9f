import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { VARIATIONS, vary } from './variation.ts';

const file = new URL('../../otel-collector/config.yaml', import.meta.url);
const configuration = readFileSync(file, 'utf8');

test('every variation changes the configuration that the lab has now, or its limit alone', () => {
  for (const variation of VARIATIONS) {
    const varied = vary(configuration, variation);
    assert.equal(varied !== configuration, variation.replace !== undefined, variation.title);
  }
});

test('a text that is not there, or twice, is an error that names the variation', () => {
  const replace: [string, string] = ['size: 1', 'size: 2'];
  assert.throws(() => vary('', { title: 'small', replace }), /^Error: small: "size: 1" is 0 times/);
  assert.throws(() => vary('size: 1 size: 1', { title: 'small', replace }), /is 2 times/);
});
