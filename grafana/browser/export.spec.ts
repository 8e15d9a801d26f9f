// export.spec.ts: what a person changed and saved in Grafana comes back as a file, and by name.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { grafanaUrl, login, onlyWithGrafana } from './grafana.ts';

onlyWithGrafana();

const root = join(import.meta.dirname, '../..');
const output = join(root, 'reports/exported-dashboards');

const exportDashboards = () =>
  spawnSync('scripts/export-dashboards.sh', ['--output', output], { cwd: root, encoding: 'utf8' });

/** Saves it as Grafana's "Save dashboard" does. */
// biome-ignore lint/suspicious/noExplicitAny: a dashboard as Grafana keeps it.
async function save(dashboard: any): Promise<void> {
  const response = await fetch(`${grafanaUrl}/api/dashboards/db`, {
    method: 'POST',
    headers: { ...login, 'content-type': 'application/json' },
    body: JSON.stringify({ dashboard, folderUid: 'otel-lab', overwrite: true }),
  });
  expect(response.status, await response.text()).toBe(200);
}

test('a saved change is exported and named; without one nothing differs', async () => {
  expect(exportDashboards()).toMatchObject({ status: 0 });
  const url = `${grafanaUrl}/api/dashboards/uid/database`;
  const { dashboard } = await (await fetch(url, { headers: login })).json();
  const changed = structuredClone(dashboard);
  const panel = changed.panels.find(({ title }: { title: string }) => title === 'Tasks there are');
  panel.targets[0].expr = 'sum(lab_tasks)';
  await save(changed);
  try {
    const { status, stdout } = exportDashboards();
    expect(status).toBe(1);
    expect(stdout).toContain(
      'changed Tasks there are: targets.0.expr: "lab_tasks" -> "sum(lab_tasks)"',
    );
    expect(stdout.match(/changed|added|removed/g)).toHaveLength(1);
    expect(readFileSync(join(output, 'database.json'), 'utf8')).toContain('sum(lab_tasks)');
  } finally {
    await save(dashboard);
  }
  expect(exportDashboards()).toMatchObject({ status: 0 });
});
