// Rows, one per task on the page, and how they are merged with the API's answers; for task-board.ts.
import type { NewTask, Task, TaskChange } from '../api/task-api.ts';
import type { Field } from './merge-task.ts';

export interface Row {
  task: Task;
  /** A request is running. */
  busy: boolean;
  /** My change, when somebody else's change in `task` conflicts with it. */
  conflict?: { mine: TaskChange; fields: Field[] } | undefined;
}

/** A row for a task that the API does not know yet. */
export function rowOfNew({ title, description = '' }: NewTask): Row {
  const now = new Date().toISOString();
  // Negative, unlike all ids of the API.
  const id = -1 - Math.floor(Math.random() * 1e9);
  const task = { id, title, description, completed: false, version: 0 };
  return { task: { ...task, created_at: now, updated_at: now }, busy: true };
}

/** Whether the task still waits for its id from the API. */
export const isNew = (row: Row): boolean => row.task.id < 0;

/**
 * The rows for `tasks`, in order. An existing row stays the same object, so that its element keeps the
 * focus and any text being typed. A row with a running request does not change.
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

/** `rows` without duplicates of the task of `row`. */
export function withoutTwin(rows: Row[], row: Row): Row[] {
  return rows.filter((other) => other === row || other.task.id !== row.task.id);
}
