// A place for a test's file that is gone when the test is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The path of a file in a new folder, which is removed when `cleanUp` hooks run. */
export function temporaryFile(test: { after(cleanUp: () => void): void }, name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'otel-lab-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, name);
}
