import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRequests } from './plan.ts';

const mix = { success: 80, slow: 15, error: 5 };

test('the same seed makes the same requests, another seed makes others', () => {
  const plan = (seed: number) => planRequests({ perSecond: 50, seconds: 20, mix, seed });
  assert.deepEqual(plan(7), plan(7));
  assert.notDeepEqual(plan(7), plan(8));
});

test('the plan keeps the rate and the mix, and uses a task only while it lives', () => {
  const perSecond = 50;
  const plan = planRequests({ perSecond, seconds: 60, mix, seed: 3 });
  assert.equal(plan.length, 3000);
  const count = (kind: string): number => plan.filter((request) => request.kind === kind).length;
  assert.ok(count('slow') > 390 && count('slow') < 510, `${count('slow')} slow`);
  assert.ok(count('error') > 110 && count('error') < 190, `${count('error')} failing`);
  const made = new Map<number, number>();
  const gone = new Set<number>();
  for (const [number, { kind, slot }] of plan.entries()) {
    if (slot === undefined) continue;
    const at = number / perSecond;
    if (kind === 'create') {
      assert.ok(!made.has(slot), `task ${slot} is made twice`);
      made.set(slot, at);
      continue;
    }
    assert.ok((made.get(slot) ?? Infinity) + 1 < at, `task ${slot} is used too early`);
    assert.ok(!gone.has(slot), `task ${slot} is used after its end`);
    if (kind === 'delete') gone.add(slot);
  }
  assert.ok(gone.size > 0 && made.size > gone.size);
});

test('a rate below one a second still sends one request', () => {
  assert.equal(planRequests({ perSecond: 0.001, seconds: 1, mix, seed: 1 }).length, 1);
});
