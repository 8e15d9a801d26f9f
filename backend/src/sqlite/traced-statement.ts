// A prepared SQL statement that makes one CLIENT span each time it runs, and is timed. By hand:
// no instrumentation works with this version of better-sqlite3 (docs/decisions/0003).
// Names follow https://opentelemetry.io/docs/specs/semconv/database/.
import { basename } from 'node:path';
import { metrics, SpanKind, type SpanOptions } from '@opentelemetry/api';
import type { Database, RunResult } from 'better-sqlite3';
import { METRIC, SCOPE } from '../telemetry/names.ts';
import { withSpan } from '../telemetry/with-span.ts';
import { whenAvailable } from './database.ts';

const duration = metrics.getMeter(SCOPE).createHistogram(METRIC.databaseDuration, {
  description: 'Time of one SQL statement.',
  unit: 's',
  // The boundaries of the convention begin at 1 ms, where most of SQLite's statements have ended.
  advice: {
    explicitBucketBoundaries: [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.005, 0.01, 0.1, 1],
  },
});

export interface TracedStatement<Row> {
  /** The first row, for a statement that gives one at most. */
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

/** Runs `work`, and records how long it took and whether it failed. */
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
 * Prepares a statement once. The span carries the text with its placeholders; the values, which
 * are what people typed, never leave the process.
 */
export function prepareTraced<Row>(
  database: Database,
  { operation, collection, sql }: StatementText,
): TracedStatement<Row> {
  const statement = whenAvailable(() => database.prepare<unknown[], Row>(sql));
  const name = `${operation} ${collection}`;
  const attributes = {
    'db.system.name': 'sqlite',
    // The file, which is SQLite's idea of a database; Tempo's service graph shows it as a node.
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
    // Not the driver's get(): it stops at the first row, and SQLite moves what its log holds into
    // the file only after a statement that ran to its end. With RETURNING the log grew for ever.
    get: (...values) => traced(() => statement.all(...values)[0]),
    all: (...values) => traced(() => statement.all(...values)),
    run: (...values) => traced(() => statement.run(...values)),
  };
}
