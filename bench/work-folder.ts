// A folder for what a bench gives to containers.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from '../evidence/command/command.ts';

/** Makes a new one, which goes with the program. */
export function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'otel-lab-bench-'));
  atExit(async () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
