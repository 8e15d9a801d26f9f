// The memory of containers, as the engine sees it.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const UNITS = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 } as const;

/** Such as 123.4MiB, in bytes; NaN for the dashes that stand there before the first reading. */
function bytesOf(usage: string): number {
  const [, number, unit] = /^([\d.]+)(\w+)/.exec(usage) ?? [];
  return Number(number) * (UNITS[unit as keyof typeof UNITS] ?? Number.NaN);
}

/**
 * Runs docker stats, which prints a line a second for each container: bytes, page cache that nobody
 * uses left out. A container that the engine starts again keeps its id.
 * @returns ends it.
 */
export function readMemory(ids: string[], hear: (id: string, bytes: number) => void): () => void {
  const format = '{{.Container}} {{.MemUsage}}';
  const child = spawn('docker', ['stats', '--no-trunc', '--format', format, ...ids], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    // It clears a terminal, also where there is none.
    const [, id, usage = ''] = /([0-9a-f]{12,}) (\S+)/.exec(line) ?? [];
    const bytes = bytesOf(usage);
    if (id && bytes >= 0) hear(id, bytes);
  });
  // It does not end at a SIGTERM, and holds nothing that it should put away.
  return () => child.kill('SIGKILL');
}
