// Files that may be replaced while the process runs, such as certificates.
import { readFileSync, watchFile } from 'node:fs';

/** How often a file is looked at, in milliseconds. */
const LOOK_EVERY_MS = 2000;

/**
 * Calls `take` with what stands in the file, now and whenever it changes.
 * @throws what `take` throws, or that the file cannot be read; the first time alone. Later, what is there stays.
 */
export function followFile(file: string, take: (content: string) => void): void {
  const read = () => take(readFileSync(file, 'utf8'));
  read();
  watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, () => {
    try {
      read();
    } catch {
      // Half written: the next look finds all of it.
    }
  });
}
