// Changes a task, even when somebody else changed it first. Called by task-board.ts; all requests of one
// call belong to one action, so to one trace.
import { ApiError, type Task, type TaskApi, type TaskChange } from '../api/task-api.ts';
import { type Field, mergeTask } from './merge-task.ts';

/** Nothing was saved: the user must compare with `theirs` and choose for `fields`, which both changed. */
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
 * Sends `change`, which is based on `base`. If `base` is no longer current, merges both changes.
 * @throws {TaskConflict} when both changed the same field.
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

/** Deletes the task in the version shown. It is no error if it is already gone. */
export async function deleteTask(api: TaskApi, seen: Task): Promise<void> {
  try {
    await api.deleteTask(seen.id, seen.version);
  } catch (error) {
    if (isStatus(error, 412)) throw new TaskConflict(await api.getTask(seen.id));
    if (!isStatus(error, 404)) throw error;
  }
}

/** Recreates a deleted task; it has the same texts but a new id. */
export async function restoreTask(api: TaskApi, deleted: Task): Promise<Task> {
  const { title, description, completed } = deleted;
  const created = await api.createTask({ title, description });
  return completed ? api.changeTask(created.id, { completed }, created.version) : created;
}

/** Whether the API answered with this status. */
export function isStatus(error: unknown, status: number): error is ApiError {
  return error instanceof ApiError && error.status === status;
}
