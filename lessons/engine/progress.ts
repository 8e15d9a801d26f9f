// Which lessons were begun, passed and skipped: .lab/lessons/progress.json.
import { join } from 'node:path';
import { readJson, writeWhole } from '../../evidence/command/files.ts';
import { root } from '../../stores/lab.ts';
import type { Lesson } from './lesson.ts';

export type State = 'begun' | 'passed' | 'skipped';

interface Entry {
  state: State;
  /** Hints shown so far. */
  hints: number;
  /** The solution was shown. */
  solved?: boolean;
}

interface Progress {
  /** Folder of the lesson that the lab's containers run now. */
  running?: string;
  /** State of the learner's files that the containers run, from copies.ts. */
  applied?: string;
  lessons: Record<string, Entry>;
}

const file = join(root, '.lab', 'lessons', 'progress.json');

export const readProgress = (): Progress => (readJson(file) as Progress) ?? { lessons: {} };

/** Reads the progress, lets `change` change it, and writes it. */
export function changeProgress(change: (progress: Progress) => void): void {
  const progress = readProgress();
  change(progress);
  writeWhole(file, `${JSON.stringify(progress, null, 2)}\n`);
}

/** The entry of a lesson; undefined before it is begun. */
export const entryOf = ({ folder }: Lesson): Entry | undefined => readProgress().lessons[folder];

/** Changes some facts about a lesson. */
export const note = ({ folder }: Lesson, facts: Partial<Entry>): void =>
  changeProgress(({ lessons }) => {
    lessons[folder] = { state: 'begun', hints: 0, ...lessons[folder], ...facts };
  });
