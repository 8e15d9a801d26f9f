// What changed in the registry since the last release.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../evidence/command/program.ts';
import { type Answer, hasWeaver, prepareRegistry, weaver } from './weaver.ts';

/** The newest tag before this commit that has a registry; '' when there is none. */
async function lastRelease(): Promise<string> {
  const tag = await runProgram('git', ['describe', '--tags', '--abbrev=0']).catch(() => '');
  return tag && (await runProgram('git', ['ls-tree', tag, 'registry/model'])) ? tag : '';
}

/** Asks Weaver about both; undefined when there is no release, or no Weaver. */
async function besideLastRelease(...args: string[]): Promise<Answer | undefined> {
  const tag = await lastRelease();
  if (!tag || !(await hasWeaver())) return undefined;
  const folder = await prepareRegistry();
  mkdirSync(join(folder, 'before'));
  const unpack = 'git archive "$1" registry/model | tar --extract --directory "$2"';
  await runProgram('sh', ['-c', unpack, 'sh', tag, join(folder, 'before')]);
  // For both, OpenTelemetry's conventions are where those of today are.
  const manifest = 'registry/model/manifest.yaml';
  await runProgram('cp', [join(folder, manifest), join(folder, 'before', manifest)]);
  const both = ['--registry=registry/model', '--baseline-registry=before/registry/model', '--v2'];
  return weaver(folder, ...args, ...both);
}

interface Change {
  type: string;
  name: string;
}

/** What was removed or renamed since the last release, and `changelog` does not name it. */
async function unnamed(changelog: string): Promise<string[]> {
  const found = await besideLastRelease('diff', '--format=json');
  if (!found) return [];
  if (found.status !== 0) throw new Error(`the last release cannot be read:\n${found.complaints}`);
  const { stdout } = found;
  const { changes } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
    changes: Record<string, Change[]>;
  };
  return Object.values(changes)
    .flat()
    .filter(({ type }) => type !== 'added' && type !== 'updated')
    .filter(({ name }) => !changelog.includes(`\`${name}\``))
    .map(({ type, name }) => `CHANGELOG.md does not name it: ${name} (${type})`);
}

/** What breaks whoever uses the last release's signals, a line each. */
export async function breaks(changelog: string): Promise<string[]> {
  const judged = await besideLastRelease('check', '--policy=registry/policies');
  const changed = judged && judged.status !== 0 ? judged.complaints.split('\n') : [];
  return [...changed, ...(await unnamed(changelog))];
}

/** The changelog of signals as Markdown. */
export async function changesSinceRelease(): Promise<string> {
  const found = await besideLastRelease('diff', '--format=markdown');
  return found?.stdout ?? 'There is no release with a registry to compare with, or no Weaver.';
}
