// Reads and writes result files; a reader never sees half of one.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CannotTell } from './command.ts';

/**
 * Writes `content` to a temporary file and renames it, so that the file is never incomplete.
 * Creates the folder.
 * @throws {CannotTell} when it cannot be written.
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

/** The JSON in a file; undefined when the file is missing or is not JSON. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
