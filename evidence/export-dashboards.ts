// Saves the dashboards as they are in Grafana, and says what differs from the source. Run by
// scripts/export-dashboards.sh, whose header describes the options.
import { existsSync, readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { askJson } from '../stores/ask.ts';
import { lab, root } from '../stores/lab.ts';
import { pollUntil } from '../stores/poll-until.ts';
import { readArguments, secondsOf } from './command/arguments.ts';
import { CannotTell, interrupted, printJson, runCommand, say, step } from './command/command.ts';
import { readJson, writeWhole } from './command/files.ts';
import { type Dashboard, differencesOf, normalised } from './dashboards/differences.ts';

const SOURCES = `${root}/grafana/dashboards`;

interface Exported {
  uid: string;
  /** Where it was saved; null when Grafana does not have it. */
  file: string | null;
  differences: string[];
}

/** Saves one dashboard. @param patience seconds in which failed calls are repeated. */
async function exportDashboard(uid: string, output: string, patience: number): Promise<Exported> {
  const url = `${lab.grafana}/api/dashboards/uid/${uid}`;
  const { dashboard } = await pollUntil(
    uid,
    patience,
    () => askJson<{ dashboard: Dashboard }>('Grafana', url),
    { signal: interrupted },
  ).catch(() => {
    interrupted.throwIfAborted();
    throw new CannotTell(`Grafana does not give the dashboard ${uid}`);
  });
  const saved = normalised(dashboard);
  const file = `${output}/${uid}.json`;
  writeWhole(file, `${JSON.stringify(saved, null, 2)}\n`);
  const source = `${SOURCES}/${uid}.json`;
  const differences = existsSync(source)
    ? differencesOf(normalised(readJson(source) as Dashboard), saved)
    : ['added: this dashboard is in Grafana alone'];
  return { uid, file, differences };
}

await runCommand('export-dashboards', async (args) => {
  const { values } = readArguments(args, {
    output: { type: 'string', default: `${root}/reports/exported-dashboards` },
    timeout: { type: 'string', default: '30s' },
    json: { type: 'boolean', default: false },
  });
  const patience = secondsOf('--timeout', values.timeout);
  const output = resolve(values.output);
  const found = await askJson<{ uid: string }[]>(
    'Grafana',
    `${lab.grafana}/api/search?type=dash-db&limit=1000`,
  ).catch(() => {
    throw new CannotTell(
      `Grafana does not answer at ${lab.grafana}. Start the lab with: npm start`,
    );
  });
  const uids = found.map(({ uid }) => uid);
  const exported: Exported[] = [];
  for (const uid of uids) exported.push(await exportDashboard(uid, output, patience));
  for (const uid of readdirSync(SOURCES).map((file) => basename(file, '.json'))) {
    if (uids.includes(uid)) continue;
    const differences = ['removed: Grafana does not have this dashboard'];
    exported.push({ uid, file: null, differences });
  }
  if (values.json) {
    printJson(exported);
  } else {
    step(`saved to ${output}`);
    for (const { uid, differences } of exported) {
      say(`${uid}:${differences.length === 0 ? ' as in the source' : ''}`);
      for (const difference of differences) say(`  ${difference}`);
    }
  }
  return exported.every(({ differences }) => differences.length === 0) ? 0 : 1;
});
