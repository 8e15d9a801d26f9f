// The state of the tasks on the page; task-list.ts draws it. Each change shows immediately and is
// undone, with a message, if the API refuses it.
import { type Perform, reasonOf } from '../actions/perform-action.ts';
import type { NewTask, Task, TaskChange, TaskQuery } from '../api/task-api.ts';
import type { SpanName } from '../telemetry/names.ts';
import { deleteTask, isStatus, restoreTask, saveTask, TaskConflict } from './save-task.ts';
import { isNew, type Row, rowOfNew, rowsOf, withoutTwin } from './task-rows.ts';

export interface BoardView {
  draw(board: TaskBoard): void;
  /** A success message for screen readers; others see the result. */
  say(message: string): void;
  /** Why something failed; otherwise empty. */
  warn(reason: string): void;
}

export class TaskBoard {
  phase: 'loading' | 'ready' | 'error' = 'loading';
  rows: Row[] = [];
  nextCursor: string | null = null;
  readonly #perform: Perform;
  readonly #view: BoardView;
  #query: TaskQuery = {};
  #loads = 0;
  /** Tasks deleted here; an answer that was requested earlier may still contain them. */
  readonly #deleted = new Set<number>();

  constructor(perform: Perform, view: BoardView) {
    this.#perform = perform;
    this.#view = view;
  }

  /** Shows what `query` finds, unless a later query has been started. */
  async load(name: SpanName = 'load_tasks', query = this.#query): Promise<void> {
    this.#query = query;
    const load = ++this.#loads;
    const before = this.rows;
    this.nextCursor = null;
    if (this.phase === 'error') this.phase = 'loading';
    await this.#attempt(
      async () => {
        const page = await this.#perform(name, (api) => api.listTasks(query));
        if (load !== this.#loads) return;
        // Tasks that are being added, or were added since the request, stay.
        const added = this.rows.filter((row) => isNew(row) || !before.includes(row));
        this.#show(rowsOf(page.tasks, this.rows), added);
        this.nextCursor = page.next_cursor ?? null;
        this.phase = 'ready';
      },
      () => {
        if (this.phase === 'loading') this.phase = 'error';
      },
    );
  }

  /** Appends the next page. */
  loadMore(): Promise<boolean> {
    const query = { ...this.#query, cursor: this.nextCursor ?? undefined };
    const load = this.#loads;
    return this.#attempt(async () => {
      const page = await this.#perform('load_more_tasks', (api) => api.listTasks(query));
      if (load !== this.#loads) return;
      this.#show(rowsOf(page.tasks, this.rows), this.rows);
      this.nextCursor = page.next_cursor ?? null;
    });
  }

  add(newTask: NewTask): Promise<boolean> {
    const row = rowOfNew(newTask);
    this.rows = [row, ...this.rows];
    return this.#attempt(
      async () => {
        row.task = await this.#perform('add_task', (api) => api.createTask(newTask));
        row.busy = false;
        this.rows = withoutTwin(this.rows, row);
        this.#view.say(`Added ${row.task.title}`);
      },
      () => this.#drop(row),
    );
  }

  /** `before` is the task that the change is based on. Returns whether it was saved. */
  async change(name: SpanName, row: Row, change: TaskChange, before = row.task): Promise<boolean> {
    if (row.busy) return false;
    Object.assign(row, { task: { ...row.task, ...change }, busy: true, conflict: undefined });
    return this.#attempt(
      async () => {
        row.task = await this.#perform(name, (api) => saveTask(api, before, change));
        row.busy = false;
        const shown = this.#query.completed;
        if (shown !== undefined && shown !== row.task.completed) this.#drop(row);
        this.#view.say(`Saved ${row.task.title}`);
      },
      (error) => {
        const conflict = error instanceof TaskConflict;
        row.task = conflict ? error.theirs : before;
        row.busy = false;
        if (conflict) row.conflict = { mine: change, fields: error.fields };
        if (isStatus(error, 404)) this.#drop(row);
      },
    );
  }

  /** Returns a function that restores the task, or undefined when it could not be deleted. */
  async remove(row: Row): Promise<(() => Promise<boolean>) | undefined> {
    const { task } = row;
    const index = this.rows.indexOf(row);
    if (row.busy) return undefined;
    this.#drop(row);
    this.#deleted.add(task.id);
    const removed = await this.#attempt(
      async () => {
        await this.#perform('delete_task', (api) => deleteTask(api, task));
        this.#view.say(`Deleted ${task.title}`);
      },
      (error) => {
        this.#deleted.delete(task.id);
        if (error instanceof TaskConflict) row.task = error.theirs;
        this.rows = this.rows.toSpliced(index, 0, row);
      },
    );
    return removed ? () => this.#restore(task, index) : undefined;
  }

  #restore(deleted: Task, index: number): Promise<boolean> {
    return this.#attempt(async () => {
      const task = await this.#perform('restore_task', (api) => restoreTask(api, deleted));
      this.rows = this.rows.toSpliced(index, 0, { task, busy: false });
      this.#view.say(`Restored ${task.title}`);
    });
  }

  /** Draws the expected outcome, tries the action, and draws the real one. */
  async #attempt(action: () => Promise<void>, takeBack?: (error: unknown) => void) {
    this.#view.warn('');
    this.#view.draw(this);
    try {
      await action();
      return true;
    } catch (error) {
      takeBack?.(error);
      this.#view.warn(reasonOf(error));
      return false;
    } finally {
      this.#view.draw(this);
    }
  }

  #drop(row: Row): void {
    this.rows = this.rows.filter((other) => other !== row);
  }

  /** Shows `first`, then the rest of `others`, without tasks that were deleted here. */
  #show(others: Row[], first: Row[]): void {
    const rows = new Set([...first, ...others]);
    this.rows = [...rows].filter((row) => !this.#deleted.has(row.task.id));
  }
}
