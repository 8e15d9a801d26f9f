// What the lists of this lesson cost: their SQL spans in Tempo, and SQLite's plan for a statement.
import { runProgram } from '../../evidence/command/program.ts';
import { type Span, searchTraces } from '../../stores/tempo.ts';
import { type Sent, sendOne } from '../engine/evidence.ts';

export const ORDERS = ['title', 'created_at', 'updated_at'] as const;
export type Order = (typeof ORDERS)[number];

const LIMIT = 50;

/** Asks for the first page of tasks in this order. */
export const list = (order: Order): Promise<Sent> =>
  sendOne({ path: `/api/tasks?sort=${order}&limit=${LIMIT}` });

/** As SQLite's NOCASE, which knows no other letters than these. */
const folded = (title: string): string => title.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Does the answer have a full page, in the order of the titles? */
export function isSorted({ body }: Sent): boolean {
  const { tasks = [] } = JSON.parse(body) as { tasks?: { title: string }[] };
  const titles = tasks.map(({ title }) => folded(title));
  const pairs = titles.slice(1).map((title, index) => [titles[index] ?? '', title] as const);
  return titles.length === LIMIT && pairs.every(([one, next]) => one <= next);
}

/** The SQL statement of a trace that took the longest. */
export const slowestStatement = (spans: Span[]): Span | undefined =>
  spans
    .filter(({ attributes }) => 'db.query.text' in attributes)
    .toSorted((a, b) => b.duration - a.duration)[0];

export const textOf = (statement?: Span): string => statement?.attributes['db.query.text'] ?? '';

/** Runs JavaScript in the backend's container, with a connection to its database named `database`. */
const inBackend = (code: string, ...args: string[]): Promise<string> => {
  const open = "const database = new (require('better-sqlite3'))(process.env.DATABASE_PATH);";
  return runProgram('docker', [
    ...['compose', 'exec', '-T', 'backend', 'node', '--eval', `${open} ${code}`, '--', ...args],
  ]);
};

/** How SQLite executes a statement: one line per step. */
export async function planOf(sql: string): Promise<string[]> {
  const code =
    "const [, sql] = process.argv; const values = sql.match(/[?]/g) ?? []; console.log(JSON.stringify(database.prepare('EXPLAIN QUERY PLAN ' + sql).all(...values.map(() => 51))));";
  const steps = JSON.parse(await inBackend(code, sql)) as { detail: string }[];
  return steps.map(({ detail }) => detail);
}

/** Changes the running database by hand. */
export const execute = (sql: string): Promise<string> =>
  inBackend('database.exec(process.argv[1]);', sql);

/** The trace of the slowest statement by title of the last hour, as a learner finds it. */
export async function slowestTrace(): Promise<{ trace: string }> {
  const now = Math.floor(Date.now() / 1000);
  const found = await searchTraces(
    '{ resource.service.name = "backend" && span.db.query.text =~ ".*ORDER BY title.*" && duration > 5ms }',
    { limit: 100, start: now - 3600, end: now + 5 },
  );
  const [slowest] = found.toSorted((a, b) => b.ms - a.ms);
  if (!slowest) throw new Error('Tempo has no slow statement by title of the last hour');
  return { trace: slowest.id };
}
