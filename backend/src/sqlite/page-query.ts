// From a TaskQuery to SQL: which rows, in which order, beginning where the last page ended.
// Keyset paging: the cursor holds the sort value and id of the last row, so a page costs the same
// anywhere in the list, and a row that comes or goes meanwhile neither repeats nor hides another.
import { z } from 'zod';
import { Problem } from '../problem.ts';
import type { Task, TaskQuery } from '../task.ts';

// Only these texts ever become part of a statement; what a client sends stays a value.
const COLUMN = {
  created_at: 'created_at',
  updated_at: 'updated_at',
  title: 'title COLLATE NOCASE',
} as const;

type Sort = TaskQuery['sort'];

const fieldOf = (sort: Sort) => sort.replace('-', '') as keyof typeof COLUMN;

const cursorSchema = z.tuple([z.string(), z.string(), z.int().positive()]);

/** Where the page after this row begins: opaque to clients. */
export const cursorAfter = (row: Task, sort: Sort): string =>
  Buffer.from(JSON.stringify([sort, row[fieldOf(sort)], row.id])).toString('base64url');

/** @throws {Problem} invalid-request when it is not a cursor of ours, or of another order. */
function readCursor(cursor: string, sort: Sort): [value: string, id: number] {
  try {
    const decoded = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [madeFor, value, id] = cursorSchema.parse(decoded);
    if (madeFor === sort) {
      return [value, id];
    }
  } catch {
    // Not base64, not JSON, not three values: all the same to the client.
  }
  const error = { field: 'cursor', message: 'is not one that this query gave' };
  throw new Problem('invalid-request', 'The request is not valid.', [error]);
}

/** In LIKE, % and _ are wildcards; people mean the characters. */
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** The statement of a page and its values. One row more than asked for tells that there is more. */
export function pageQuery(query: TaskQuery): { sql: string; values: unknown[] } {
  const { completed, search, sort, limit, cursor } = query;
  const column = COLUMN[fieldOf(sort)];
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
  const conditions: string[] = [];
  const values: unknown[] = [];
  if (completed !== undefined) {
    // The plus keeps SQLite from choosing the index tasks_by_completed: it would then sort half the
    // table for one page. The index that gives the order holds this column too.
    conditions.push('+completed = ?');
    values.push(completed ? 1 : 0);
  }
  if (search !== undefined) {
    conditions.push("title LIKE ? ESCAPE '\\'");
    values.push(`%${escapeLike(search)}%`);
  }
  if (cursor !== undefined) {
    conditions.push(`(${column}, id) ${direction === 'DESC' ? '<' : '>'} (?, ?)`);
    values.push(...readCursor(cursor, sort));
  }
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')} ` : '';
  return {
    sql: `SELECT * FROM tasks ${where}ORDER BY ${column} ${direction}, id ${direction} LIMIT ?`,
    values: [...values, limit + 1],
  };
}
