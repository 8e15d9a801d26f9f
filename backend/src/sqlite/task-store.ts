// Task <-> rows. Each method is one SQL statement, so one span; only a change that matched no row
// needs a second one, to find out why.
import type { Database } from 'better-sqlite3';
import type {
  Refusal,
  Task,
  TaskChange,
  TaskCounts,
  TaskInput,
  TaskPage,
  TaskQuery,
  TaskStore,
  Versions,
} from '../task.ts';
import { whenAvailable } from './database.ts';
import { cursorAfter, pageQuery } from './page-query.ts';
import { prepareTraced, type TracedStatement } from './traced-statement.ts';

type Row = Omit<Task, 'completed'> & { completed: 0 | 1 };

const fromRow = (row: Row): Task => ({ ...row, completed: row.completed === 1 });
const toFlag = (value: boolean): 0 | 1 => (value ? 1 : 0);
const now = () => new Date().toISOString();

// A single parameter for any number of versions.
const toJson = (versions: Versions) => (versions ? JSON.stringify(versions) : null);
const IF_VERSION = '(@versions IS NULL OR version IN (SELECT value FROM json_each(@versions)))';

const SQL = {
  insert:
    'INSERT INTO tasks (title, description, completed, created_at, updated_at) VALUES (@title, @description, @completed, @now, @now) RETURNING *',
  select: 'SELECT * FROM tasks WHERE id = @id',
  // COALESCE keeps the value of fields that the change does not name.
  update: `UPDATE tasks SET title = COALESCE(@title, title), description = COALESCE(@description, description), completed = COALESCE(@completed, completed), updated_at = @now, version = version + 1 WHERE id = @id AND ${IF_VERSION} RETURNING *`,
  delete: `DELETE FROM tasks WHERE id = @id AND ${IF_VERSION}`,
  check: 'SELECT id FROM tasks LIMIT 1',
  count:
    'SELECT count(*) FILTER (WHERE completed = 0) AS open, count(*) FILTER (WHERE completed = 1) AS done FROM tasks',
};

/** The tasks in an SQLite database. */
export class SqliteTaskStore implements TaskStore {
  readonly #database: Database;
  readonly #statements = new Map<string, TracedStatement<Row>>();

  /** @param database from openDatabase. */
  constructor(database: Database) {
    this.#database = database;
  }

  /** Prepares each statement on first use; pageQuery limits them to a few dozen. */
  #statement(operation: string, sql: string): TracedStatement<Row> {
    const known = this.#statements.get(sql);
    if (known) return known;
    const prepared = prepareTraced<Row>(this.#database, { operation, collection: 'tasks', sql });
    this.#statements.set(sql, prepared);
    return prepared;
  }

  create({ title, description, completed }: TaskInput): Task {
    const values = { title, description, completed: toFlag(completed), now: now() };
    // RETURNING gives exactly one row unless INSERT throws.
    return fromRow(this.#statement('INSERT', SQL.insert).get(values) as Row);
  }

  list(query: TaskQuery): TaskPage {
    const { sql, values } = pageQuery(query);
    const rows = this.#statement('SELECT', sql).all(...values);
    const tasks = rows.slice(0, query.limit).map(fromRow);
    const last = tasks.at(-1);
    const more = rows.length > query.limit && last !== undefined;
    return { tasks, next_cursor: more ? cursorAfter(last, query.sort) : null };
  }

  get(id: number): Task | undefined {
    const row = this.#statement('SELECT', SQL.select).get({ id });
    return row && fromRow(row);
  }

  update(
    id: number,
    { title, description, completed }: TaskChange,
    versions?: Versions,
  ): Task | Refusal {
    const values = {
      id,
      versions: toJson(versions),
      title: title ?? null,
      description: description ?? null,
      completed: completed === undefined ? null : toFlag(completed),
      now: now(),
    };
    const row = this.#statement('UPDATE', SQL.update).get(values);
    return row ? fromRow(row) : this.#refusal(id);
  }

  delete(id: number, versions?: Versions): Refusal | undefined {
    const values = { id, versions: toJson(versions) };
    const { changes } = this.#statement('DELETE', SQL.delete).run(values);
    return changes === 0 ? this.#refusal(id) : undefined;
  }

  /** Not traced: called by the metric's timer, not by a request. */
  count(): TaskCounts {
    return whenAvailable(() => this.#database.prepare(SQL.count).get() as TaskCounts);
  }

  /** Not traced either. */
  check(): void {
    this.#database.prepare(SQL.check).get();
  }

  #refusal(id: number): Refusal {
    return this.get(id) ? 'other-version' : 'no-such-task';
  }
}
