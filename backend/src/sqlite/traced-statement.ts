// A prepared SQL statement that records a CLIENT span and its duration on each run. By hand: no
// instrumentation supports this version of better-sqlite3 (docs/decisions/0003).
// Names follow https://opentelemetry.io/docs/specs/semconv/database/.
import { basename } from 'node:path';
import { metrics, SpanKind, type SpanOptions } from '@opentelemetry/api';
import type { Database, RunResult } from 'better-sqlite3';
import { SCOPE } from '../telemetry/names.ts';
import { withSpan } from '../telemetry/with-span.ts';
import { whenAvailable } from './database.ts';

const duration = metrics.getMeter(SCOPE).createHistogram('db.client.operation.duration', {
  description: 'Time of one SQL statement.',
  unit: 's',
  // The convention's boundaries start at 1 ms; most of SQLite's statements are faster.
  advice: {
    explicitBucketBoundaries: [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.005, 0.01, 0.1, 1],
  },
});

export interface TracedStatement<Row> {
  /** The row, for a statement that returns at most one. */
  get(...values: unknown[]): Row | undefined;
  all(...values: unknown[]): Row[];
  run(...values: unknown[]): RunResult;
}

/** What to prepare: the SQL verb, the table and the statement. */
export interface StatementText {
  operation: string;
  collection: string;
  sql: string;
}

const errorType = (error: unknown): string =>
  (error as { code?: string }).code ?? (error as Error).name;

/** Runs `work` and records its duration and whether it failed. */
function timed<T>(attributes: Record<string, string>, work: () => T): T {
  const start = performance.now();
  const record = (more: Record<string, string>) =>
    duration.record((performance.now() - start) / 1000, { ...attributes, ...more });
  try {
    const result = work();
    record({});
    return result;
  } catch (error) {
    record({ 'error.type': errorType(error) });
    throw error;
  }
}

/**
 * Prepares a statement once. The span has the text with placeholders; the values, which are user
 * input, never leave the process.
 */
export function prepareTraced<Row>(
  database: Database,
  { operation, collection, sql }: StatementText,
): TracedStatement<Row> {
  const statement = whenAvailable(() => database.prepare<unknown[], Row>(sql));
  const name = `${operation} ${collection}`;
  const attributes = {
    'db.system.name': 'sqlite',
    // For SQLite a database is a file; Tempo's service graph shows it as a node.
    'db.namespace': basename(database.name),
    'db.operation.name': operation,
    'db.collection.name': collection,
  };
  const options: SpanOptions = {
    kind: SpanKind.CLIENT,
    attributes: { ...attributes, 'db.query.text': sql },
  };
  const traced = <T>(work: () => T): T =>
    whenAvailable(() => withSpan(name, options, () => timed(attributes, work)));
  return {
    // Not the driver's get(), which stops at the first row: SQLite makes checkpoints only after
    // statements that ran to their end. With RETURNING the write-ahead log would grow without limit.
    get: (...values) => traced(() => statement.all(...values)[0]),
    all: (...values) => traced(() => statement.all(...values)),
    run: (...values) => traced(() => statement.run(...values)),
  };
}
