// Lists and searches in a table of many tasks, one at a time: how long the slowest of a hundred takes.
import { openDatabase } from '../../backend/src/sqlite/database.ts';
import { percentile } from '../../evidence/statistics.ts';
import { Connection, requestBytes } from './connection.ts';
import type { Plan } from './plan.ts';
import type { ServerProcess } from './server-process.ts';

const THINGS = ['plants', 'letter', 'bicycle', 'kitchen', 'invoice', 'ticket', 'garden', 'window'];
const VERBS = ['Water', 'Write', 'Repair', 'Clean', 'Pay', 'Book', 'Visit', 'Paint', 'Sort'];
const FIRST_DAY = Date.UTC(2026, 0, 1);
const DEEP = 20;

const SORTS = ['created_at', '-created_at', 'updated_at', '-updated_at', 'title', '-title'];
const LISTS = [...SORTS.map((sort) => `sort=${sort}`), 'completed=true', 'completed=false'];
// Something everywhere, something rare, and nothing, which must look at every title.
const SEARCHES = [
  'search=plants',
  'search=number+4999',
  'search=nowhere',
  'search=nowhere&sort=title',
];

/** Makes the file with its rows: titles of few words, a task a minute, every third one done. */
export function fillTable(file: string, rows: number): void {
  const database = openDatabase(file);
  const insert = database.prepare(
    'INSERT INTO tasks (title, description, completed, created_at, updated_at) VALUES (?, ?, ?, ?, ?)',
  );
  database.transaction(() => {
    for (let row = 0; row < rows; row += 1) {
      const title = `${VERBS[row % VERBS.length]} the ${THINGS[row % THINGS.length]}, number ${row}`;
      const created = new Date(FIRST_DAY + row * 60_000).toISOString();
      const updated = new Date(FIRST_DAY + ((row * 7919 * 60_000) % (rows * 60_000))).toISOString();
      insert.run(
        title,
        'As agreed, and not later than that.',
        row % 3 === 0 ? 1 : 0,
        created,
        updated,
      );
    }
  })();
  database.close();
}

/** One query and its time in milliseconds, the slowest hundredth aside. */
export interface QueryTime {
  query: string;
  page: 'first' | 'deep';
  p50: number;
  p99: number;
}

async function timeOf(connection: Connection, target: string, askings: number) {
  const request = requestBytes('GET', target);
  // Once before: the statement is prepared and its pages are read.
  await connection.exchange(request);
  const times: number[] = [];
  for (let asked = 0; asked < askings; asked += 1) {
    const start = performance.now();
    await connection.exchange(request);
    times.push(performance.now() - start);
  }
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

/** Follows the cursors for some pages. */
async function deepPage(connection: Connection, first: string): Promise<string> {
  let target = first;
  for (let page = 0; page < DEEP; page += 1) {
    const body = JSON.parse((await connection.exchange(requestBytes('GET', target))).toString());
    target = `${first}&cursor=${encodeURIComponent(body.next_cursor)}`;
  }
  return target;
}

/** Asks each query for its first page, and each list for one further on too. */
export async function measureLargeTable(server: ServerProcess, { askings }: Plan) {
  const connection = await Connection.open(server.port);
  const lists: QueryTime[] = [];
  const searches: QueryTime[] = [];
  for (const query of LISTS) {
    const first = `/api/tasks?${query}`;
    lists.push({ query, page: 'first', ...(await timeOf(connection, first, askings)) });
    const deep = await deepPage(connection, first);
    lists.push({ query, page: 'deep', ...(await timeOf(connection, deep, askings)) });
  }
  for (const query of SEARCHES) {
    const times = await timeOf(connection, `/api/tasks?${query}`, askings);
    searches.push({ query, page: 'first', ...times });
  }
  connection.close();
  return { lists, searches };
}
export type LargeTable = Awaited<ReturnType<typeof measureLargeTable>>;
