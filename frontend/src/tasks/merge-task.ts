// Merges changes when somebody else has changed the task; for save-task.ts.
import type { Task, TaskChange } from '../api/task-api.ts';

export type Field = keyof TaskChange;
const FIELDS: Field[] = ['title', 'description', 'completed'];

export interface Merge {
  /** The part of my change that does not conflict; it can be sent again. */
  change: TaskChange;
  /** Fields that both changed to different values; the user must choose. */
  conflicts: Field[];
}

/** Compares, field by field, what I saw (`base`), what I want (`mine`) and what is stored (`theirs`). */
export function mergeTask(base: Task, mine: TaskChange, theirs: Task): Merge {
  const wanted = FIELDS.filter((field) => field in mine && mine[field] !== theirs[field]);
  const conflicts = wanted.filter((field) => theirs[field] !== base[field]);
  const free = wanted.filter((field) => theirs[field] === base[field]);
  return { change: Object.fromEntries(free.map((field) => [field, mine[field]])), conflicts };
}
