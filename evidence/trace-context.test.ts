import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInShare } from '../stores/trace-share.ts';
import { newTrace } from './trace-context.ts';

test('a new trace is one that every sampler by ratio keeps, and no two are alike', () => {
  const { traceId, callerSpanId, traceparent } = newTrace();
  assert.match(traceparent, /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  assert.equal(traceparent, `00-${traceId}-${callerSpanId}-01`);
  const parts = traceId.match(/.{8}/g) ?? [];
  assert.equal(
    parts.reduce((xor, part) => xor ^ Number.parseInt(part, 16), 0),
    0,
  );
  assert.ok(isInShare(traceId, 1));
  assert.notEqual(newTrace().traceId, traceId);
});
