import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { asJson, type Check, countsOf, runChecks } from './checks.ts';
import { writeJunit } from './junit.ts';

const never: Check = {
  title: 'never <true>',
  seconds: 0.3,
  byHand: 'curl "store"',
  ask: async () => {
    throw new Error('seen <this> & "that"');
  },
};
const holds: Check = { ...never, title: 'always true', ask: async () => 'as it should be' };
const skipped = { title: 'not here', skipped: 'no image' };

test('outcomes are counted and reported in the order of the checks', async () => {
  const results = await runChecks([never, holds, skipped]);
  assert.equal(countsOf(results), '1 passed, 1 failed, 1 skipped');
  assert.deepEqual(
    results.map(({ outcome, detail }) => [outcome, detail]),
    [
      ['failed', 'seen <this> & "that"'],
      ['ok', 'as it should be'],
      ['skipped', 'no image'],
    ],
  );
});

test('a check is asked again until it holds, and gives up at its deadline', async () => {
  let asked = 0;
  const late: Check = {
    ...holds,
    seconds: 20,
    ask: async () => {
      asked += 1;
      if (asked < 3) throw new Error('not yet');
      return `asked ${asked} times`;
    },
  };
  const [held, gaveUp] = await runChecks([late, never]);
  assert.equal(held?.detail, 'asked 3 times');
  assert.ok((gaveUp?.seconds ?? 0) >= 0.3);
});

test('JSON says the same', async () => {
  const result = asJson(await runChecks([never, skipped]));
  assert.deepEqual([result.passed, result.failed, result.skipped], [0, 1, 1]);
  assert.equal(result.checks[0]?.by_hand, 'curl "store"');
  assert.equal(result.checks[1]?.detail, 'no image');
});

test('JUnit XML is well formed and says the same', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'junit-')), 'new folder/out.xml');
  const control: Check = { ...holds, ask: async () => 'a\u0000b' };
  writeJunit(file, 'verify', await runChecks([never, control, skipped]));
  const python = `
import sys, xml.etree.ElementTree as tree
suite = tree.parse(sys.argv[1]).getroot()
assert suite.attrib == {"name": "verify", "tests": "3", "failures": "1", "skipped": "1"}, suite.attrib
first, second, third = suite
assert first.get("name") == "never <true>"
assert first.find("failure").get("message") == 'seen <this> & "that"'
assert first.find("failure").text == 'curl "store"'
assert second.find("failure") is None and third.find("skipped").get("message") == "no image"`;
  execFileSync('python3', ['-c', python, file]);
  assert.match(readFileSync(file, 'utf8'), /^<\?xml/);
});
