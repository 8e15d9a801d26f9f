// The page behind /next-lesson, the link "Next lesson" of the task page, which cannot read the progress
// itself. The page's container mounts the folder.
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../../evidence/command/files.ts';
import { root } from '../../stores/lab.ts';
import type { Lesson } from './lesson.ts';

const FILE = join(root, '.lab', 'next-lesson.html');

/** Lets /next-lesson lead to this lesson's page; to the list of lessons when there is none. */
export function leadTo(lesson: Lesson | undefined): void {
  const address = `/guide/lessons/${lesson ? `${lesson.folder}/` : ''}`;
  writeWhole(
    FILE,
    `<!doctype html>
<html lang="en">
<title>Next lesson</title>
<meta http-equiv="refresh" content="0; url=${address}">
<a href="${address}">Next lesson</a>
`,
  );
  // nginx reads it as a user of its own, whatever this user's umask is.
  chmodSync(FILE, 0o644);
}
