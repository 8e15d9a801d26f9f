import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shortened } from './short-retention.ts';

test("the retention in the lab's own configuration can be shortened", () => {
  const file = new URL('../../prometheus/prometheus.yaml', import.meta.url);
  const lines = readFileSync(file, 'utf8').split('\n');
  const short = shortened(lines.join('\n')).split('\n');
  const changed = short.filter((line, index) => line !== lines[index]);
  assert.deepEqual(changed, ['    retention: { time: 5m, size: 20MB }']);
});

test('a configuration without retention is refused', () => {
  assert.throws(() => shortened('storage: {}\n'), /retention/);
});
