// The lab's own configurations with a few values changed, for configurations.yml.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text of a configuration, which must be there just once, and what to put in its place. */
export type Replacement = [text: string, by: string];

/** @throws {Error} naming `title`, when the text is not in the configuration, or more than once. */
export function replaceOnce(title: string, configuration: string, [text, by]: Replacement): string {
  const parts = configuration.split(text);
  if (parts.length !== 2) {
    throw new Error(`${title}: "${text}" is ${parts.length - 1} times in the configuration`);
  }
  return parts.join(by);
}

/** A file of the repository with all these replacements. @throws {Error} as replaceOnce does. */
export const varied = (title: string, file: string, replacements: Replacement[]): string =>
  replacements.reduce(
    (text, replacement) => replaceOnce(title, text, replacement),
    readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'),
  );

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
