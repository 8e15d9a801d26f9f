// Writes the dashboards to grafana/dashboards/*.json, from where Grafana loads them.
//   npm run dashboards            writes them
//   npm run dashboards -- --check exits 1 if a file differs from what the source makes
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dashboards } from './dashboards.ts';

const FOLDER = fileURLToPath(new URL('../dashboards/', import.meta.url));

/** The content of every dashboard's file, by file name. */
const wanted = new Map(
  dashboards().map((dashboard) => [
    `${dashboard.uid}.json`,
    `${JSON.stringify(dashboard, null, 2)}\n`,
  ]),
);

mkdirSync(FOLDER, { recursive: true });
const present = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

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
