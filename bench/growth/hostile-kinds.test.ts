import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOSTILE_KINDS, HOSTILE_NAMES, type HostileKind } from './hostile-kinds.ts';

const VALUES = ['v1', 'v2', 'v3'];

for (const name of HOSTILE_NAMES) {
  const { signal, body }: HostileKind = HOSTILE_KINDS[name];

  test(`${name} has each value, in its own item`, () => {
    const json = JSON.stringify(body(VALUES));
    for (const value of VALUES) assert.match(json, new RegExp(value));
    const items = { traces: /"spanId"/g, metrics: /"asInt"/g, logs: /"severityNumber"/g };
    assert.equal(json.match(items[signal])?.length, VALUES.length);
  });
}
