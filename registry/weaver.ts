// Runs Weaver in its image, on a copy of the registry.
import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { atExit } from '../evidence/command/command.ts';
import { runProgram } from '../evidence/command/program.ts';

export const ROOT = join(import.meta.dirname, '..');

/** OpenTelemetry's conventions, of the version in manifest.yaml, where they can be had without a network. */
const CONVENTIONS = 'semantic-conventions-1.44.0';

const WEAVER_IMAGE = process.env.WEAVER_IMAGE ?? '';

/** Whether Weaver's image is here. */
export const hasWeaver = (): Promise<boolean> =>
  runProgram('docker', ['image', 'inspect', WEAVER_IMAGE]).then(
    () => true,
    () => false,
  );

/**
 * A folder with a copy of registry/, as Weaver can read it: with the conventions of LAB_OFFLINE_DIR, if
 * they are there. Removed at the end of the program.
 */
export async function prepareRegistry(from = join(ROOT, 'registry')): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'));
  // Weaver's container may run as another user.
  chmodSync(folder, 0o755);
  atExit(async () => rmSync(folder, { recursive: true, force: true }));
  cpSync(from, join(folder, 'registry'), { recursive: true });
  // Weaver takes a path in a manifest to be relative to the folder that it works in.
  const tarball = join(
    process.env.LAB_OFFLINE_DIR ?? join(ROOT, 'offline'),
    `${CONVENTIONS}.tar.gz`,
  );
  if (!existsSync(tarball)) return folder;
  await runProgram('tar', ['--extract', '--file', tarball, '--directory', folder]);
  const manifest = join(folder, 'registry/model/manifest.yaml');
  const text = readFileSync(manifest, 'utf8');
  writeFileSync(manifest, text.replace(/registry_path: .*/, `registry_path: ${CONVENTIONS}/model`));
  return folder;
}

export interface Answer {
  status: number;
  /** What it printed as its result. */
  stdout: string;
  /** What it complained about, without its warnings that a format is new. */
  complaints: string;
}

/** Runs `weaver registry ...args` in a folder of prepareRegistry. */
export function weaver(folder: string, ...args: string[]): Promise<Answer> {
  mkdirSync(join(folder, 'out'), { recursive: true });
  const user = `${process.getuid?.()}:${process.getgid?.()}`;
  const run = ['run', '--rm', '--user', user, '--volume', `${folder}:/work`, '--workdir', '/work'];
  return new Promise((resolve) => {
    execFile(
      'docker',
      [...run, WEAVER_IMAGE, 'registry', ...args],
      { maxBuffer: 2 ** 28 },
      (error, stdout, stderr) => {
        const status = error ? Number(error.code ?? 1) : 0;
        resolve({ status, stdout, complaints: complaintsIn(stdout + stderr) });
      },
    );
  });
}

/** Makes all files of the templates; returns their folder. @throws {Error} when the registry is not valid. */
export async function generate(folder: string): Promise<string> {
  const registry = ['--registry=registry/model', '--v2', '--policy=registry/policies'];
  const answer = await weaver(
    folder,
    'generate',
    'lab',
    'out',
    ...registry,
    '--templates=registry/templates',
  );
  if (answer.status !== 0)
    throw new Error(`Weaver does not accept the registry:\n${answer.complaints}`);
  return join(folder, 'out');
}

/** Errors begin with a cross, and broken rules have a message each; in between are warnings. */
const complaintsIn = (text: string): string =>
  [...stripVTControlCharacters(text).matchAll(/^ +(?:× |- Message +: )([\s\S]*?)\n(?= *\n| +- )/gm)]
    .map(([, words = '']) => words.replaceAll(/\n +│ /g, ' '))
    .join('\n');
