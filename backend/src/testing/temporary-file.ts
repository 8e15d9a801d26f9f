// Temporary files for tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Returns the path of a file in a new folder, which is removed after the test. */
export function temporaryFile(test: { after(cleanUp: () => void): void }, name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'otel-lab-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, name);
}
