// Users pull Grafana 13. Its own types, strict about unknown fields, check each dashboard.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { dashboards } from './dashboards.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'grafana-13-'));
after(() => rmSync(folder, { recursive: true }));

/** The compiler's errors for `dashboard`, written as a literal of the type; '' if it fits. */
function complaints(name: string, dashboard: object): string {
  const file = join(folder, `${name}.mts`);
  const type = JSON.stringify(join(import.meta.dirname, 'grafana-13.ts'));
  writeFileSync(
    file,
    `import type { Dashboard } from ${type};\n` +
      `export default (${JSON.stringify(dashboard, null, 1)}) satisfies Dashboard;\n`,
  );
  const config = join(folder, `${name}.json`);
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(root, 'tsconfig.base.json'),
      compilerOptions: { types: [], lib: ['es2024', 'dom'] },
      files: [file],
    }),
  );
  return spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', config], { encoding: 'utf8' })
    .stdout;
}

for (const dashboard of dashboards()) {
  test(`dashboard ${dashboard.title} fits the types of Grafana 13`, () => {
    assert.equal(complaints(dashboard.uid ?? '', dashboard), '');
  });
}

test('a field that Grafana 13 does not know is noticed', () => {
  const [first] = dashboards();
  assert.match(complaints('unknown-field', { ...first, hideControls: true }), /hideControls/);
});
