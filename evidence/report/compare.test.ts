import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Judged } from '../gate/objectives.ts';
import { emptyReport } from '../testing/empty-report.ts';
import { compareReports, worseInWords } from './compare.ts';
import type { Report } from './report.ts';

const verdict = (earlier: Report, now: Report, what: string): string | undefined =>
  compareReports(earlier, now).rows.find((row) => row.what === what)?.verdict;

/** A report with one series that has these values. */
const measured = (...values: number[]): Report => ({
  ...emptyReport,
  ranges: [{ name: 'p95', unit: 's', points: values.map((value, index) => [index, value]) }],
});

test('what moved beyond the noise and by enough is worse or better, the rest is the same', () => {
  const earlier = measured(0.1, 0.102, 0.098, 0.101, 0.099, 0.1);
  const p95 = (...values: number[]) => verdict(earlier, measured(...values), 'p95');
  assert.equal(p95(0.2, 0.203, 0.199, 0.201, 0.198, 0.2), 'worse');
  assert.equal(p95(0.05, 0.052, 0.049, 0.051, 0.05, 0.048), 'better');
  // More than the noise, but less than a fifth.
  assert.equal(p95(0.11, 0.112, 0.108, 0.111, 0.109, 0.11), 'same');
  // Twice as much, but within the noise.
  assert.equal(p95(0.02, 0.4, 0.05, 0.9, 0.2, 0.01), 'same');
  // One outlier of six intervals does not decide.
  assert.equal(p95(0.1, 0.102, 5, 0.101, 0.099, 0.1), 'same');
  assert.equal(p95(9, 9, 9, 9), 'cannot be told');
});

/** A report with one objective of 1,000 events, and this many signals lost. */
const judged = (bad: number, missing: number): Report => {
  const objective: Judged = {
    ...{ id: 'a', service: 's', slo: 'a', title: 'A', objective: 0.9, optional: false },
    ...{ events: 1000, bad, measured: 1 - bad / 1000, budget_used: 0, verdict: 'met', reason: '' },
  };
  const row = { signal: 'traces', unit: 'traces', expected: 9, found: 9, more: 0, examples: [] };
  return {
    ...emptyReport,
    objectives: { window: '10m', seconds: 600, at: 1, verdict: 'met', objectives: [objective] },
    completeness: {
      ...{ run: 'r', requests: 9, since: 1, until: 2, drops: [], whole: true, explained: false },
      signals: [{ ...row, missing }],
    },
  };
};

test('more failures are worse when they are more than chance makes, and lost signals always are', () => {
  const earlier = judged(10, 0);
  const [share, lost] = ['A: share of bad', 'completeness: missing or too many'];
  assert.equal(verdict(earlier, judged(50, 1), share), 'worse');
  assert.equal(verdict(earlier, judged(50, 1), lost), 'worse');
  assert.equal(verdict(earlier, judged(18, 0), share), 'same');
  assert.equal(verdict(earlier, judged(18, 0), lost), 'same');
});

test('what became worse is named with both values', () => {
  const { rows } = compareReports(judged(10, 0), judged(50, 0));
  assert.deepEqual(worseInWords(rows), ['A: share of bad (1 % -> 5 %)']);
});

test('parts that one of the two lacks cannot be told', () => {
  assert.equal(verdict(emptyReport, judged(10, 0), 'A: share of bad'), 'cannot be told');
  assert.equal(
    verdict(emptyReport, emptyReport, 'completeness: missing or too many'),
    'cannot be told',
  );
});
