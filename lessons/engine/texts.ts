// The texts of a lesson: README.md (its story), hints.md and explanation.md in its folder.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../stores/lab.ts';
import type { Lesson } from './lesson.ts';

/** With links as seen from the repository, where the command is run. */
const read = ({ folder }: Lesson, file: string): string =>
  readFileSync(join(root, 'lessons', folder, file), 'utf8')
    .trim()
    .replaceAll('](../../', '](');

export const story = (lesson: Lesson): string => read(lesson, 'README.md');
export const explanation = (lesson: Lesson): string => read(lesson, 'explanation.md');

/** 3 for 03-two-traces. */
export const numberOf = ({ folder }: Lesson): number => Number(folder.slice(0, 2));

/** The first heading of its story, without the number. */
export const titleOf = (lesson: Lesson): string =>
  /^# (?:\d+ · )?(.*)/.exec(story(lesson))?.[1] ?? lesson.folder;

/** The hints, weakest first: what stands below each heading of hints.md. */
export const hintsOf = (lesson: Lesson): string[] =>
  read(lesson, 'hints.md')
    .split(/^## .*$/m)
    .slice(1)
    .map((hint) => hint.trim());

/** How to run a command of this lesson, for people. */
export const command = (lesson: Lesson, word: string): string =>
  `npm run lesson -- ${numberOf(lesson)} ${word}`;
