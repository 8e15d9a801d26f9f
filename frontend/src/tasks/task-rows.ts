// task-rows.ts: one row per task on the page, and how rows and what the API says come together;
// for task-board.ts.
import type { NewTask, Task, TaskChange } from '../api/task-api.ts';
import type { Field } from './merge-task.ts';

export interface Row {
  task: Task;
  /** An answer is awaited. */
  busy: boolean;
  /** What I wanted, where `task` is what somebody else made of it. */
  conflict?: { mine: TaskChange; fields: Field[] } | undefined;
}

/** A row for a task that the API does not know yet. */
export function rowOfNew({ title, description = '' }: NewTask): Row {
  const now = new Date().toISOString();
  // Below zero: no id that the API gives.
  const id = -1 - Math.floor(Math.random() * 1e9);
  const task = { id, title, description, completed: false, version: 0 };
  return { task: { ...task, created_at: now, updated_at: now }, busy: true };
}

/** Whether the API has yet to say which id the task gets. */
export const isNew = (row: Row): boolean => row.task.id < 0;

/**
 * The rows for `tasks`, in their order. A row that is there already stays the same object: what is
 * drawn of it keeps the focus and what is being typed. One that waits for an answer keeps what
 * it shows.
 */
export function rowsOf(tasks: Task[], known: Row[]): Row[] {
  const byId = new Map(known.map((row) => [row.task.id, row]));
  return tasks.map((task) => {
    const row = byId.get(task.id);
    if (!row) return { task, busy: false };
    if (!row.busy) row.task = task;
    return row;
  });
}

/** `rows` without a second one for the task of `row`. */
export function withoutTwin(rows: Row[], row: Row): Row[] {
  return rows.filter((other) => other === row || other.task.id !== row.task.id);
}
