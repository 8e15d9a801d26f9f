// What does the database do? Statements by rate and duration, and the traces of the slow ones.
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { SearchTableType } from '@grafana/grafana-foundation-sdk/tempo';
import { distribution, duration } from './database-durations.ts';
import { frame, slowerThanVariable } from './frame.ts';
import { lines } from './panels/lines.ts';
import { eventStat, stat } from './panels/stat.ts';
import { traces } from './panels/tables.ts';
import { counted, quantile } from './promql.ts';
import { promQl, promQlNow, traceQl } from './queries.ts';

const STATEMENT = 'db_operation_name, db_collection_name';
const count = 'rate(db_client_operation_duration_seconds_count[$__rate_interval])';

const inRequest = stat({
  title: 'Of the time of a request',
  description:
    "Time in SQL statements as a share of the time of all requests. High: the database is where to look first. better-sqlite3 works in the process's own thread, so this time also blocks the event loop.",
  unit: 'percentunit',
  width: 6,
  decimals: 1,
  queries: [
    promQl(
      'sum(rate(db_client_operation_duration_seconds_sum[$__rate_interval])) / (sum(rate(http_server_request_duration_seconds_sum{service_name="backend"}[$__rate_interval])) > 0)',
      'share',
    ),
  ],
});

const p95 = stat({
  title: '95 % are faster than',
  description:
    'Over all statements, from db.client.operation.duration. Its buckets begin at 50 µs, since most statements of SQLite are done before the 1 ms where the convention begins.',
  unit: 's',
  width: 6,
  queries: [
    promQl(
      quantile(
        0.95,
        'sum by (le) (rate(db_client_operation_duration_seconds_bucket[$__rate_interval]))',
      ),
      'p95',
    ),
  ],
});

const failed = eventStat({
  title: 'Statements that failed',
  description:
    'In this time range: a locked database, a full disk, a broken constraint. error.type on db.client.operation.duration tells which.',
  unit: 'short',
  width: 6,
  decimals: 0,
  thresholds: [
    [0, 'green'],
    [1, 'red'],
  ],
  queries: [
    promQlNow(
      `sum(${counted('db_client_operation_duration_seconds_count{error_type!=""}')}) or vector(0)`,
      'failed',
    ),
  ],
});

const tasks = stat({
  title: 'Tasks there are',
  description: 'Rows in the table tasks, open and done, asked of the database every 1.5 s.',
  unit: 'short',
  width: 6,
  noValue: 'the backend is away',
  queries: [promQl('lab_tasks', '{{lab_task_state}}')],
});

const rate = lines({
  title: 'How many statements per second?',
  description:
    'By operation and table (db.client.operation.duration). Many more than requests: something asks in a loop what one statement could answer.',
  unit: 'ops',
  width: 8,
  queries: [
    promQl(`sum by (${STATEMENT}) (${count})`, '{{db_operation_name}} {{db_collection_name}}'),
  ],
});

const average = lines({
  title: 'How much database time per second?',
  description:
    'Seconds of SQL per second, by operation: what the database is busy with. It weighs frequent quick statements and rare slow ones alike. At 1 the process does nothing else.',
  unit: 'percentunit',
  width: 8,
  queries: [
    promQl(
      `sum by (${STATEMENT}) (rate(db_client_operation_duration_seconds_sum[$__rate_interval]))`,
      '{{db_operation_name}} {{db_collection_name}}',
    ),
  ],
});

const size = lines({
  title: 'How large is the database?',
  description:
    'The SQLite file and its write-ahead log (lab.database.size). SQLite empties the log into the file every 4 MB, and what is kept of it is limited to 8 MiB. A log that only grows is never emptied: something reads from the database and does not end.',
  unit: 'bytes',
  width: 8,
  noValue: 'the backend is away',
  queries: [promQl('lab_database_size_bytes', '{{file_name}}')],
});

const slowest = traces({
  title: 'Which statements were slow?',
  description:
    'Statements that took longer than "Slower than" above, with their text; values are never recorded. At most 50, and Tempo does not choose the longest: when there are more, choose a longer time. Press the span id for the request around one.',
  width: 24,
  height: 9,
  hide: ['Trace Service', 'db.system.name', 'Start time'],
  widths: { 'Trace Name': 200, 'Span ID': 150, Duration: 100 },
  noValue: 'No statement took that long. Choose a shorter time above.',
  queries: [
    traceQl(
      '{ span.db.system.name = "sqlite" && duration > $slower_than } | select(span.db.query.text)',
      SearchTableType.Spans,
      50,
    ),
  ],
});

/** The dashboard "Database". */
export const database = (): Dashboard => {
  const dashboard = frame(
    'database',
    'Database',
    'SQL statements by rate and duration, and the traces of the slow ones.',
  ).withVariable(slowerThanVariable(['100us', '1ms', '10ms', '100ms']));
  for (const panel of [
    inRequest,
    p95,
    failed,
    tasks,
    rate,
    average,
    size,
    distribution,
    duration,
    slowest,
  ]) {
    dashboard.withPanel(panel);
  }
  return dashboard.build();
};
