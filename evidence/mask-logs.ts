// Copies what scripts/logs.sh collected, with all secrets masked, and adds a manifest. Arguments: the
// folder to read, the folder to write, and a file that names what is missing, one per line.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { project } from '../stores/lab.ts';
import { CannotTell, runCommand, say } from './command/command.ts';
import { readJson } from './command/files.ts';
import { maskSecrets, secretValues } from './logs/mask-secrets.ts';

/** All files below the folder, relative to it. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort();

/** The environment of the containers, from `docker inspect`. */
const environmentsIn = (folder: string): string[] =>
  filesBelow(folder)
    .filter((file) => /^containers\/.*\.json$/.test(file))
    .flatMap((file) => {
      const inspected = readJson(join(folder, file)) as { Config?: { Env?: string[] } }[];
      return Array.isArray(inspected) ? inspected.flatMap(({ Config }) => Config?.Env ?? []) : [];
    });

const environment = Object.entries(process.env).map(([name, value]) => `${name}=${value}`);

/** @throws {CannotTell} when a secret would remain; no archive is written then. */
function copyMasked(raw: string, masked: string, secrets: string[]): void {
  for (const file of filesBelow(raw)) {
    const text = maskSecrets(readFileSync(join(raw, file), 'utf8'), secrets);
    if (secrets.some((secret) => text.includes(secret))) {
      throw new CannotTell(`a secret would be left in: ${file}`);
    }
    mkdirSync(dirname(join(masked, file)), { recursive: true });
    writeFileSync(join(masked, file), text);
  }
}

await runCommand('logs', async ([raw = '', masked = '', missing = '']) => {
  const secrets = secretValues([...environment, ...environmentsIn(raw)]);
  copyMasked(raw, masked, secrets);
  const files = filesBelow(masked).map((path) => ({
    path,
    bytes: statSync(join(masked, path)).size,
  }));
  const manifest = {
    project,
    collected_at: new Date().toISOString(),
    commit: process.env.LAB_COMMIT || null,
    masked_values: secrets.length,
    missing: readFileSync(missing, 'utf8').split('\n').filter(Boolean),
    files,
  };
  writeFileSync(join(masked, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  say(`${files.length} files, ${secrets.length} secrets masked`);
  return 0;
});
