// What a bench says while it runs, and the files that a full run leaves.
import { writeFileSync } from 'node:fs';

const DOCS = new URL('../docs/bench/', import.meta.url);

/** Prints a line of progress; the result alone goes to standard output. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** A result as it is written to files. */
export const asJson = (result: unknown): string => `${JSON.stringify(result, null, 2)}\n`;

/** Writes docs/bench/NAME.json and, if there is a picture, NAME.svg. */
export function writeResult(name: string, result: unknown, picture?: string): void {
  writeFileSync(new URL(`${name}.json`, DOCS), asJson(result));
  if (picture !== undefined) writeFileSync(new URL(`${name}.svg`, DOCS), picture);
}
