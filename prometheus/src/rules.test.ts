// The committed rules, run by promtool against made-up histories.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { promtoolMissing, testRules } from './promtool.ts';
import { allSuites, testFiles, writeSuite } from './rule-tests/suites.ts';

test('rules do what their scenarios say', { skip: promtoolMissing() }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lab-rules-'));
  // promtool runs as another user.
  chmodSync(folder, 0o755);
  t.after(() => rmSync(folder, { recursive: true }));
  const suites = allSuites();
  for (const suite of suites) {
    writeSuite(join(folder, suite.name), suite, testFiles(suite));
  }
  const outcomes = testRules(folder, 2);
  assert.deepEqual(
    outcomes.map((outcome) => outcome.folder).sort(),
    suites.map((suite) => suite.name).sort(),
  );
  for (const { folder: name, passed, output } of outcomes) {
    await t.test(name, () => assert.ok(passed, output));
  }
});
