import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { root } from './lab.ts';

/** Lines of TypeScript outside stores/ that match. */
function linesWith(pattern: string): string[] {
  const args = ['grep', '--untracked', '-nE', pattern, '--', '*.ts', ':!stores', ':!*.test.ts'];
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim().split('\n');
  } catch {
    // git grep exits with 1 when it finds nothing.
    return [];
  }
}

test("only stores/ builds the addresses of the stores and of Grafana's Explore", () => {
  assert.deepEqual(linesWith('(TEMPO|LOKI|PROMETHEUS|GRAFANA)_PORT'), []);
  assert.deepEqual(linesWith('explore\\?schemaVersion'), []);
});
