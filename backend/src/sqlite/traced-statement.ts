// A prepared SQL statement that makes one CLIENT span each time it runs. Written by hand:
// no instrumentation works with this version of better-sqlite3 (docs/decisions/0003).
// Names follow https://opentelemetry.io/docs/specs/semconv/database/database-spans/.
import { basename } from 'node:path';
import { SpanKind, type SpanOptions } from '@opentelemetry/api';
import type { Database, RunResult } from 'better-sqlite3';
import { withSpan } from '../telemetry/with-span.ts';

export interface TracedStatement<Row> {
  get(...values: unknown[]): Row | undefined;
  all(...values: unknown[]): Row[];
  run(...values: unknown[]): RunResult;
}

/**
 * Prepares `sql` once. The span carries the text with its placeholders; the values, which are
 * what people typed, never leave the process.
 *
 * @param operation the SQL verb, such as INSERT.
 * @param collection the table.
 */
export function prepareTraced<Row>(
  database: Database,
  operation: string,
  collection: string,
  sql: string,
): TracedStatement<Row> {
  const statement = database.prepare<unknown[], Row>(sql);
  const name = `${operation} ${collection}`;
  const options: SpanOptions = {
    kind: SpanKind.CLIENT,
    attributes: {
      'db.system.name': 'sqlite',
      // The file, which is SQLite's idea of a database; Tempo's service graph shows it as a node.
      'db.namespace': basename(database.name),
      'db.operation.name': operation,
      'db.collection.name': collection,
      'db.query.text': sql,
    },
  };
  return {
    get: (...values) => withSpan(name, options, () => statement.get(...values)),
    all: (...values) => withSpan(name, options, () => statement.all(...values)),
    run: (...values) => withSpan(name, options, () => statement.run(...values)),
  };
}
