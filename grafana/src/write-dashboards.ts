// Writes the dashboards to grafana/dashboards/*.json, from where Grafana loads them, and the hardened lab's
// data sources.
//   npm run dashboards            writes them
//   npm run dashboards -- --check exits 1 if a file differs from what the source makes
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dashboards } from './dashboards.ts';
import { hardenedDataSources } from './hardened-data-sources.ts';

const FOLDER = fileURLToPath(new URL('../', import.meta.url));
const sources = readFileSync(`${FOLDER}provisioning/datasources/datasources.yaml`, 'utf8');

/** The content of every file, by its path below grafana/. */
const wanted = new Map([
  ...dashboards().map((dashboard): [string, string] => [
    `dashboards/${dashboard.uid}.json`,
    `${JSON.stringify(dashboard, null, 2)}\n`,
  ]),
  ['hardened/datasources.yaml', hardenedDataSources(sources)],
]);

const present = ['dashboards', 'hardened'].flatMap((folder) => {
  mkdirSync(FOLDER + folder, { recursive: true });
  return readdirSync(FOLDER + folder).map((name) => `${folder}/${name}`);
});

if (process.argv.includes('--check')) {
  const stale = [...new Set([...wanted.keys(), ...present])].filter(
    (name) => !present.includes(name) || wanted.get(name) !== readFileSync(FOLDER + name, 'utf8'),
  );
  if (stale.length > 0) {
    process.stderr.write(`dashboards: not what the source makes: ${stale.join(', ')}\n`);
    process.stderr.write('dashboards: run `npm run dashboards` and commit the result\n');
    process.exit(1);
  }
} else {
  for (const name of present.filter((name) => !wanted.has(name))) {
    rmSync(FOLDER + name);
  }
  for (const [name, content] of wanted) {
    writeFileSync(FOLDER + name, content);
    process.stdout.write(`dashboards: ${name}\n`);
  }
}
