// Turns a TaskQuery into SQL. Keyset paging: the cursor contains the sort value and id of the last row,
// so a page costs the same anywhere in the list, and rows that are added or deleted meanwhile neither
// repeat nor hide others.
import { z } from 'zod';
import { Problem } from '../problem.ts';
import type { Task, TaskQuery } from '../task.ts';

// Only these texts become part of a statement; client input is always a bound value.
const COLUMN = {
  created_at: 'created_at',
  updated_at: 'updated_at',
  title: 'title COLLATE NOCASE',
} as const;

type Sort = TaskQuery['sort'];

const fieldOf = (sort: Sort) => sort.replace('-', '') as keyof typeof COLUMN;

const cursorSchema = z.tuple([z.string(), z.string(), z.int().positive()]);

/** The cursor for the page after this row; opaque to clients. */
export const cursorAfter = (row: Task, sort: Sort): string =>
  Buffer.from(JSON.stringify([sort, row[fieldOf(sort)], row.id])).toString('base64url');

/** @throws {Problem} invalid-request when it is not our cursor, or is for another order. */
function readCursor(cursor: string, sort: Sort): [value: string, id: number] {
  try {
    const decoded = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [madeFor, value, id] = cursorSchema.parse(decoded);
    if (madeFor === sort) return [value, id];
  } catch {
    // For the client it makes no difference whether base64, JSON or the values are wrong.
  }
  const error = { field: 'cursor', message: 'is not one that this query gave' };
  throw new Problem('invalid-request', 'The request is not valid.', [error]);
}

/** Escapes % and _, which are wildcards in LIKE. */
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** The statement for a page, and its values. Fetches one row more, to see whether there is a next page. */
export function pageQuery(query: TaskQuery): { sql: string; values: unknown[] } {
  const { completed, search, sort, limit, cursor } = query;
  const column = COLUMN[fieldOf(sort)];
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
  const conditions: string[] = [];
  const values: unknown[] = [];
  if (completed !== undefined) {
    // The plus keeps SQLite from using the index tasks_by_completed and sorting half the table for a
    // page. The index for the order contains this column too.
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
