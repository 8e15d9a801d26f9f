// files.ts: writes results so that nobody reads half of one.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CannotTell } from './command.ts';

/**
 * Writes `content` under a name of its own first, then renames it: the file is there whole, or not
 * at all. Makes its folder.
 * @throws CannotTell when it cannot be written.
 */
export function writeWhole(file: string, content: string): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, content);
    renameSync(unfinished, file);
  } catch (error) {
    throw new CannotTell(`${file} cannot be written: ${(error as Error).message}`);
  }
}

/** The JSON in a file, or undefined where there is no file, or none with JSON in it. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
