import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MetricsPage } from './metrics-page.ts';

const page = new MetricsPage(`# HELP spans Spans.
# TYPE spans counter
spans_total{reason="too big",tenant="a"} 3
spans_total{reason="a \\"quote\\", {and} braces",tenant="a"} 4
memory_bytes 1.5e+07
`);

test('samples are found by name and labels, and added up', () => {
  assert.equal(page.sum('memory_bytes'), 15_000_000);
  assert.equal(page.sum('spans', { tenant: 'a' }), 7);
  assert.equal(page.sum('spans', { reason: 'too big' }), 3);
  assert.equal(page.samples('spans')[1]?.labels.reason, 'a \\"quote\\", {and} braces');
});

test('what is not there is 0', () => {
  assert.equal(page.sum('nothing'), 0);
  assert.equal(page.sum('spans', { reason: 'none' }), 0);
});
