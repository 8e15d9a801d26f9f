// save-task.ts: changes one task, also when somebody else was faster. Between task-board.ts and
// task-api.ts; all requests of one call belong to one action, and so to one trace.
import { ApiError, type Task, type TaskApi, type TaskChange } from '../api/task-api.ts';
import { type Field, mergeTask } from './merge-task.ts';

/** Nothing was saved: a person must look at `theirs`, and choose for `fields`, which both changed. */
export class TaskConflict extends ApiError {
  override name = 'TaskConflict';
  readonly theirs: Task;
  readonly fields: Field[];

  constructor(theirs: Task, fields: Field[] = []) {
    super(412, 'Somebody else changed this task meanwhile. Look again, then decide.');
    this.theirs = theirs;
    this.fields = fields;
  }
}

/**
 * Sends `change`, made from `base`. When the API says that `base` is no longer current, what they
 * changed and what we change are put together, unless it is the same field: then TaskConflict.
 */
export async function saveTask(api: TaskApi, base: Task, change: TaskChange): Promise<Task> {
  try {
    return await api.changeTask(base.id, change, base.version);
  } catch (error) {
    if (!isStatus(error, 412)) throw error;
  }
  const theirs = await api.getTask(base.id);
  const merge = mergeTask(base, change, theirs);
  if (merge.conflicts.length > 0) throw new TaskConflict(theirs, merge.conflicts);
  if (Object.keys(merge.change).length === 0) return theirs;
  return api.changeTask(base.id, merge.change, theirs.version);
}

/** Deletes the task as it was seen. One that is gone already is what we wanted. */
export async function deleteTask(api: TaskApi, seen: Task): Promise<void> {
  try {
    await api.deleteTask(seen.id, seen.version);
  } catch (error) {
    if (isStatus(error, 412)) throw new TaskConflict(await api.getTask(seen.id));
    if (!isStatus(error, 404)) throw error;
  }
}

/** The API forgets a deleted task, so the one that comes back has another id and the same words. */
export async function restoreTask(api: TaskApi, deleted: Task): Promise<Task> {
  const { title, description, completed } = deleted;
  const created = await api.createTask({ title, description });
  return completed ? api.changeTask(created.id, { completed }, created.version) : created;
}

/** Whether the API answered with this status. */
export function isStatus(error: unknown, status: number): error is ApiError {
  return error instanceof ApiError && error.status === status;
}
