// Task <-> rows. Each method is one SQL statement and so one span.
import type { Database } from 'better-sqlite3';
import type { Task, TaskChange, TaskInput } from '../task.ts';
import { prepareTraced } from './traced-statement.ts';

type Row = Omit<Task, 'completed'> & { completed: 0 | 1 };

const fromRow = (row: Row): Task => ({ ...row, completed: row.completed === 1 });
const toFlag = (value: boolean): 0 | 1 => (value ? 1 : 0);
const now = () => new Date().toISOString();

export interface TaskStore {
  create(input: TaskInput): Task;
  /** The newest tasks first, at most `limit` of them. */
  list(limit: number): Task[];
  /** The others answer undefined, or false, when there is no such task. */
  find(id: number): Task | undefined;
  update(id: number, change: TaskChange): Task | undefined;
  delete(id: number): boolean;
}

/** Prepares the statements on an open database (see openDatabase). */
export function createTaskStore(database: Database): TaskStore {
  const insert = prepareTraced<Row>(
    database,
    'INSERT',
    'tasks',
    'INSERT INTO tasks (title, description, completed, created_at, updated_at) VALUES (?, ?, ?, ?, ?) RETURNING *',
  );
  const selectNewest = prepareTraced<Row>(
    database,
    'SELECT',
    'tasks',
    'SELECT * FROM tasks ORDER BY id DESC LIMIT ?',
  );
  const selectOne = prepareTraced<Row>(
    database,
    'SELECT',
    'tasks',
    'SELECT * FROM tasks WHERE id = ?',
  );
  // COALESCE: a field that the change does not name keeps its value, in one statement.
  const update = prepareTraced<Row>(
    database,
    'UPDATE',
    'tasks',
    'UPDATE tasks SET title = COALESCE(?, title), description = COALESCE(?, description), completed = COALESCE(?, completed), updated_at = ? WHERE id = ? RETURNING *',
  );
  const remove = prepareTraced(database, 'DELETE', 'tasks', 'DELETE FROM tasks WHERE id = ?');

  return {
    create({ title, description, completed }) {
      const time = now();
      // RETURNING gives exactly one row for an INSERT that did not throw.
      return fromRow(insert.get(title, description, toFlag(completed), time, time) as Row);
    },
    list: (limit) => selectNewest.all(limit).map(fromRow),
    find(id) {
      const row = selectOne.get(id);
      return row && fromRow(row);
    },
    update(id, { title, description, completed }) {
      const flag = completed === undefined ? null : toFlag(completed);
      const row = update.get(title ?? null, description ?? null, flag, now(), id);
      return row && fromRow(row);
    },
    delete: (id) => remove.run(id).changes > 0,
  };
}
