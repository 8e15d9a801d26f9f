// The committed rules, run by promtool against made-up histories.
import assert from 'node:assert/strict';
import test from 'node:test';
import { promtoolMissing, testSuites } from './promtool.ts';
import { allSuites } from './rule-tests/suites.ts';

const missing = promtoolMissing();
// On a laptop the rest of the tests is worth running without it; in CI nobody would notice.
const skip = process.env.CI === 'true' ? false : missing;

test('rules do what their tests say', { skip }, async (t) => {
  assert.ok(missing === false, String(missing));
  const suites = allSuites();
  const outcomes = testSuites(suites);
  assert.equal(outcomes.length, suites.length);
  for (const { name, passed, output } of outcomes) {
    await t.test(name, () => assert.ok(passed, output));
  }
});
