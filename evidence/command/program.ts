// Runs other programs, such as docker compose, in the repository.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

// Not from stores/lab.ts, which reads the addresses of a lab: benches start theirs later.
const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);

export interface ProgramOptions {
  /** Variables beside our own. */
  env?: Record<string, string>;
  signal?: AbortSignal;
}

/**
 * Runs a program to its end and returns what it printed.
 * @throws {Error} with its last words, when it fails.
 */
export async function runProgram(
  program: string,
  args: string[],
  { env = {}, signal }: ProgramOptions = {},
): Promise<string> {
  try {
    const options = { cwd: root, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 };
    return (await run(program, args, { ...options, ...(signal && { signal }) })).stdout.trim();
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    const last = stderr?.trim().split('\n').slice(-5).join('\n');
    throw new Error(`${program} ${args.join(' ')}\n${last || error}`);
  }
}

/** Runs docker compose with the lab that this process is about, as runProgram does. */
export const compose = (...args: string[]): Promise<string> =>
  runProgram('docker', ['compose', ...args]);
