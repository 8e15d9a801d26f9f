// The memory of containers, as the engine sees it.
import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const UNITS = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 } as const;

/** Such as 123.4MiB, in bytes; NaN for the dashes that stand there before the first reading. */
function bytesOf(usage: string): number {
  const [, number, unit] = /^([\d.]+)(\w+)/.exec(usage) ?? [];
  return Number(number) * (UNITS[unit as keyof typeof UNITS] ?? Number.NaN);
}

const FORMAT = '{{.Container}} {{.MemUsage}}';
const run = promisify(execFile);

/** An id and bytes from a line of docker stats; undefined for a line without them. */
function readingIn(line: string): [id: string, bytes: number] | undefined {
  // It clears a terminal, also where there is none.
  const [, id, usage = ''] = /([0-9a-f]{12,}) (\S+)/.exec(line) ?? [];
  const bytes = bytesOf(usage);
  return id && bytes >= 0 ? [id, bytes] : undefined;
}

/**
 * Runs docker stats, which prints a line a second for each container: bytes, page cache that nobody
 * uses left out. A container that the engine starts again keeps its id.
 * @returns ends it.
 */
export function readMemory(ids: string[], hear: (id: string, bytes: number) => void): () => void {
  const child = spawn('docker', ['stats', '--no-trunc', '--format', FORMAT, ...ids], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const reading = readingIn(line);
    if (reading) hear(...reading);
  });
  // It does not end at a SIGTERM, and holds nothing that it should put away.
  return () => child.kill('SIGKILL');
}

/** Reads it once. */
export async function readMemoryOnce(
  ids: string[],
  hear: (id: string, bytes: number) => void,
): Promise<void> {
  const options = ['--no-stream', '--no-trunc', '--format', FORMAT];
  const { stdout } = await run('docker', ['stats', ...options, ...ids]);
  for (const line of stdout.split('\n')) {
    const reading = readingIn(line);
    if (reading) hear(...reading);
  }
}
