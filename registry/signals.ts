// Makes docs/signals.md, names and more of registry/: scripts/signals.sh --help
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { print, runCommand, say, step } from '../evidence/command/command.ts';
import { runProgram } from '../evidence/command/program.ts';
import { breaks, changesSinceRelease } from './changes.ts';
import { allowPages } from './page-allowed.ts';
import { generate, hasWeaver, prepareRegistry, ROOT } from './weaver.ts';

/** Of everything that is made, and of what it is made of: shows without Weaver that both belong together. */
const SUMS = 'registry/signals.sha256';
const SOURCES = [
  'registry/model/*.yaml',
  'registry/templates/registry/lab/*',
  'registry/policies/*',
];
const WITHIN_A_FILE = 'otel-collector/config.yaml';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const readAll = (paths: string[]) => new Map(paths.map((path) => [path, read(path)]));
const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Lines for `sha256sum --check`: of the sources, and of these files. */
const sums = (files: Map<string, string>): string =>
  [...readAll(globSync(SOURCES, { cwd: ROOT })), ...files]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, text]) => `${sumOf(text)}  ${path}\n`)
    .join('');

/** All files that are made of the registry, by path. @throws {Error} when the registry is not valid. */
async function make(): Promise<Map<string, string>> {
  const out = await generate(await prepareRegistry());
  await runProgram('node_modules/.bin/biome', ['format', '--write', '--vcs-enabled=false', out]);
  const paths = globSync('*/**/*.*', { cwd: out });
  const made = new Map(paths.map((path) => [path, readFileSync(join(out, path), 'utf8')]));
  const allowed = JSON.parse(readFileSync(join(out, 'page-allowed.json'), 'utf8'));
  made.set(WITHIN_A_FILE, allowPages(read(WITHIN_A_FILE), allowed));
  return made;
}

/** OpenTelemetry's conventions are fetched, where LAB_OFFLINE_DIR has none. */
function unlessNoConventions(error: Error): undefined {
  if (!/registry archive/.test(error.message)) throw error;
  say("OpenTelemetry's conventions cannot be fetched");
}

/** The paths that are not as the registry, or at least the sums, have them. */
async function stale(): Promise<string[]> {
  const made = (await hasWeaver()) && (await make().catch(unlessNoConventions));
  if (!made) say('without Weaver: compared by their sums alone');
  const wanted = made ? sums(made) : read(SUMS);
  const found = sums(
    readAll([...wanted.matchAll(/ {2}((?!registry).*)/g)].map(([, path = '']) => path)),
  );
  const lines = (text: string) => new Set(text.split('\n'));
  const differ = [...lines(wanted).symmetricDifference(lines(found))].map((line) => line.slice(66));
  return [...new Set([...differ, ...(wanted === read(SUMS) ? [] : [SUMS])])];
}

async function check(): Promise<number> {
  const wrong = await stale();
  if (wrong.length > 0) {
    print(`signals: not what registry/ makes: ${wrong.join(', ')}`);
    print('signals: run `npm run signals` and commit the result');
    return 1;
  }
  const broken = await breaks(read('CHANGELOG.md'));
  for (const text of broken) print(`signals: breaks those who use it: ${text}`);
  return broken.length > 0 ? 1 : 0;
}

await runCommand('signals', async () => {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, changes: { type: 'boolean' } },
  });
  if (values.check) return check();
  if (values.changes) {
    print(await changesSinceRelease());
    return 0;
  }
  step('what registry/ makes');
  const made = await make();
  for (const [path, text] of [...made, [SUMS, sums(made)] as const]) {
    writeFileSync(join(ROOT, path), text);
    say(path);
  }
  return 0;
});
