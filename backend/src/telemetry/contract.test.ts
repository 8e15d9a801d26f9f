// Compares docs/signals.md with what the running backend sends: every signal is documented, and every
// documented signal is sent.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import Database from 'better-sqlite3';
import { pollUntil } from '../../../stores/poll-until.ts';
import { startOtlpReceiver } from '../testing/otlp-receiver.ts';
import { startBackend } from '../testing/start-backend.ts';
import { temporaryFile } from '../testing/temporary-file.ts';

/** A row of a table: the documented name and its attributes. */
interface Row {
  names: string[];
  attributes: string[];
}

const contract = readFileSync(new URL('../../../docs/signals.md', import.meta.url), 'utf8');
const codes = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string);

/** The rows of the table whose header begins with `first`, with the cells under `first` and `column`. */
function rowsOf(first: string, column: string, keep = (_cells: string[]) => true): Row[] {
  const lines = contract.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${first} |`));
  const header = (lines[start] as string).split('|').map((cell) => cell.trim());
  const rows = lines.slice(start + 2);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|')),
    )
    .map((line) => line.split('|'))
    .filter(keep)
    .map((cells) => ({
      names: codes(cells[1]),
      attributes: codes(cells[header.indexOf(column)]).filter((code) => /^[a-z0-9_.]+$/.test(code)),
    }));
}

/** `nodejs.eventloop.delay.*` covers all names with this prefix; `METHOD /route` every route. */
function explains(pattern: string, name: string): boolean {
  if (pattern === 'METHOD /route') return /^[A-Z]+ \//.test(name);
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

interface Sent {
  name: string;
  attributes: string[];
}

/** Compares what was sent with the documented rows, in both directions. */
function compare(sent: Sent[], rows: Row[]): void {
  for (const { name, attributes } of sent) {
    const row = rows.find(({ names }) => names.some((pattern) => explains(pattern, name)));
    assert.ok(row, `${name} is explained`);
    const unexplained = attributes.filter((attribute) => !row.attributes.includes(attribute));
    assert.deepEqual(unexplained, [], `attributes of ${name}`);
  }
  for (const { names, attributes } of rows) {
    const matching = sent.filter(({ name }) => names.some((pattern) => explains(pattern, name)));
    const unsent = names.filter((pattern) => !sent.some(({ name }) => explains(pattern, name)));
    assert.deepEqual(unsent, [], 'explained but never sent');
    const seen = new Set(matching.flatMap((item) => item.attributes));
    const never = attributes.filter((attribute) => !seen.has(attribute));
    assert.deepEqual(never, [], `attributes of ${names[0]} that were never sent`);
  }
}

const keys = (attributes: object) => Object.keys(attributes);

describe('the contract', () => {
  let received: Awaited<ReturnType<typeof startOtlpReceiver>>;
  let backend: Awaited<ReturnType<typeof startBackend>>;

  before(async () => {
    received = await startOtlpReceiver();
    const path = temporaryFile({ after }, 'tasks.db');
    // As if the process before had been killed.
    writeFileSync(`${path}.running`, '');
    backend = await startBackend({
      OTEL_EXPORTER_OTLP_ENDPOINT: received.url,
      DATABASE_PATH: path,
      OTEL_METRIC_EXPORT_INTERVAL: '500',
      OTEL_METRIC_EXPORT_TIMEOUT: '400',
    });
    await makeEverythingHappen(backend.url, path);
    await until(() => received.metrics.has('nodejs.eventloop.delay.p99'), 'event loop delay');
    await backend.stop();
  });
  after(() => {
    received.close();
    backend?.kill();
  });

  test('spans', () => {
    const sent = received.spans.map((span) => ({
      name: span.name,
      attributes: keys(span.attributes),
    }));
    compare(
      sent,
      rowsOf('span', 'attributes', (cells) => cells[3]?.trim() === 'backend'),
    );
  });

  test('span events', () => {
    const sent = received.spans
      .flatMap(({ events }) => events)
      .map((event) => ({ name: event.name, attributes: keys(event.attributes) }));
    compare(sent, rowsOf('span event', 'attributes'));
  });

  test('metrics', () => {
    const sent = [...received.metrics].map(([name, points]) => ({
      name,
      attributes: [...new Set(points.flatMap((point) => keys(point.attributes)))],
    }));
    // This test does not make a queue overflow.
    const rows = rowsOf('metric', 'labels').map((row) =>
      row.names[0] === 'otel.sdk.*'
        ? {
            ...row,
            names: row.names,
            attributes: row.attributes.filter((name) => name !== 'error.type'),
          }
        : row,
    );
    compare(sent, rows);
  });

  test('log lines', () => {
    const sent = received.logs.map((log) => ({
      name: String(log.body),
      attributes: keys(log.attributes),
    }));
    const ours = (cells: string[]) => !/\(page\)|on stdout alone/.test(cells.join());
    compare(sent, rowsOf('line', 'attributes', ours));
  });
});

/** Waits until `holds`, at most 20 s. */
const until = (holds: () => boolean, what: string): Promise<void> =>
  pollUntil(what, 20, () => assert.ok(holds(), 'not yet'), { interval: 50 });

/** Makes the backend do everything it can once, errors included. */
async function makeEverythingHappen(url: string, path: string): Promise<void> {
  const call = (method: string, target: string, body?: unknown) =>
    fetch(url + target, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  await call('POST', '/api/tasks', { title: 'x' });
  await call('POST', '/api/tasks', { title: '' });
  await call('GET', '/api/tasks?limit=1');
  await call('PATCH', '/api/tasks/1', { completed: true });
  await call('DELETE', '/api/tasks/1');
  await call('GET', '/api/simulate-error');
  const leave = new AbortController();
  const left = fetch(`${url}/api/simulate-slow?delay=5`, { signal: leave.signal });
  setTimeout(() => leave.abort(), 200);
  await left.catch(() => undefined);
  const other = new Database(path);
  other.exec('BEGIN IMMEDIATE');
  await call('POST', '/api/tasks', { title: 'locked out' });
  other.exec('ROLLBACK');
  other.close();
}
