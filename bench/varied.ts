// The lab's own configurations with a few values changed, for configurations.yml.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Replacement, replaceAllOnce } from '../evidence/replace-once.ts';

/** A file of the repository with all these replacements. @throws {Error} as replaceOnce does. */
export const varied = (title: string, file: string, replacements: Replacement[]): string =>
  replaceAllOnce(title, readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'), replacements);

/** Writes it into `folder`; returns the new file's path. @throws {Error} as replaceOnce does. */
export function writeVaried(
  folder: string,
  title: string,
  file: string,
  replacements: Replacement[] = [],
): string {
  const path = join(folder, file.replace('/', '-'));
  writeFileSync(path, varied(title, file, replacements));
  return path;
}
