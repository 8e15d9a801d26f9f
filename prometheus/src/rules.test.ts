// Tests the committed rules with promtool.
import assert from 'node:assert/strict';
import test from 'node:test';
import { promtoolMissing, testSuites } from './promtool.ts';
import { allSuites } from './rule-tests/suites.ts';

const missing = promtoolMissing();
// Skipped without promtool on a laptop; in CI nobody would notice that, so they fail.
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
