// The learner's files: copies in .lab/lessons/, which git ignores. The working tree stays as it is.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type Replacement, replaceAllOnce } from '../../evidence/replace-once.ts';
import { root } from '../../stores/lab.ts';
import type { Attempt, Edits, Lesson } from './lesson.ts';

/** Where the learner's files of a lesson are, relative to the repository. */
export const folderOf = ({ folder }: Lesson): string => join('.lab', 'lessons', folder);

const absolute = (lesson: Lesson, file = ''): string => join(root, folderOf(lesson), file);

/** The files of a folder, as paths within it, in the order of their names. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();

/** Replaces texts in one of the learner's files. @throws {Error} when a text is not there just once. */
export function edit(lesson: Lesson, file: string, replacements: Replacement[]): void {
  const path = absolute(lesson, file);
  writeFileSync(path, replaceAllOnce(file, readFileSync(path, 'utf8'), replacements));
}

/** Makes the changes of an attempt in the learner's files, and returns them. */
export async function makeEdits(lesson: Lesson, { edits = {} }: Attempt): Promise<Edits> {
  const all = typeof edits === 'function' ? await edits() : edits;
  for (const [file, change] of Object.entries(all)) {
    if (typeof change === 'string') writeFileSync(absolute(lesson, file), change);
    else edit(lesson, file, change);
  }
  return all;
}

/** Makes the learner's files with the fault in them, unless they are there already. */
export async function makeCopies(lesson: Lesson): Promise<void> {
  if (existsSync(absolute(lesson))) return;
  try {
    await copyFiles(lesson);
    await lesson.prepare?.();
  } catch (error) {
    // Half a fault would be taken for a lesson that was begun.
    removeCopies(lesson);
    throw error;
  }
}

async function copyFiles(lesson: Lesson): Promise<void> {
  const to = absolute(lesson);
  mkdirSync(to, { recursive: true });
  if (lesson.services.length > 0) {
    cpSync(join(root, 'lessons', lesson.folder, 'compose.yml'), join(to, 'compose.yml'));
  }
  for (const [name, { of, file, fault = [] }] of Object.entries(lesson.copies ?? {})) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    cpSync(join(root, of), join(to, name), { recursive: true });
    const replacements = typeof fault === 'function' ? await fault() : fault;
    edit(lesson, file ? join(name, file) : name, replacements);
  }
  // Containers read them as users of their own, whatever this user's umask is.
  for (const file of filesIn(to)) chmodSync(file, 0o644);
  for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o755);
  }
}

/** Changes whenever one of the learner's files does; empty without files. */
export function stateOf(lesson: Lesson): string {
  const folder = absolute(lesson);
  if (!existsSync(folder)) return '';
  const hash = createHash('sha256');
  for (const file of filesIn(folder)) hash.update(`${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

/** Removes the learner's files. */
export const removeCopies = (lesson: Lesson): void =>
  rmSync(absolute(lesson), { recursive: true, force: true });
