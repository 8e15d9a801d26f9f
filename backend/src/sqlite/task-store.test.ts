// What survives the process, and errors from a full disk or another process's lock.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { taskQuerySchema } from '../task.ts';
import { startApp } from '../testing/start-app.ts';
import { temporaryFile } from '../testing/temporary-file.ts';
import { openDatabase } from './database.ts';
import { SqliteTaskStore } from './task-store.ts';

const input = { title: 'kept', description: '', completed: false };
const all = taskQuerySchema.parse({});

test('tasks are there after the file was closed and opened again, and ids are not reused', (t) => {
  const path = temporaryFile(t, 'tasks.db');
  const first = openDatabase(path);
  const store = new SqliteTaskStore(first);
  const kept = store.create(input);
  const deleted = store.create(input);
  store.delete(deleted.id);
  first.close();

  const second = openDatabase(path);
  const again = new SqliteTaskStore(second);
  assert.deepEqual(again.list(all).tasks, [kept]);
  assert.equal(again.create(input).id, deleted.id + 1);
  second.close();
});

test('a file of an older version is brought up to date, with its tasks', (t) => {
  const path = temporaryFile(t, 'tasks.db');
  const old = new Database(path);
  old.exec(`CREATE TABLE tasks (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL,
    description TEXT NOT NULL, completed INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT`);
  old.exec(
    `INSERT INTO tasks VALUES (7, 'old', '', 0, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`,
  );
  old.pragma('user_version = 1');
  old.close();

  const database = openDatabase(path);
  const task = new SqliteTaskStore(database).get(7);
  assert.deepEqual([task?.title, task?.version], ['old', 1]);
  database.close();
});

test('a migration that fails leaves the file as it was', (t) => {
  const path = temporaryFile(t, 'tasks.db');
  const odd = new Database(path);
  // The second migration adds this column, and so fails.
  odd.exec('CREATE TABLE tasks (id INTEGER PRIMARY KEY, version INTEGER)');
  odd.pragma('user_version = 1');
  odd.close();
  assert.throws(() => openDatabase(path), /duplicate column/);
  const after = new Database(path);
  assert.equal(after.pragma('user_version', { simple: true }), 1);
  after.close();
});

test('a file of a newer version is refused, not damaged', (t) => {
  const path = temporaryFile(t, 'tasks.db');
  const newer = new Database(path);
  newer.pragma('user_version = 99');
  newer.close();
  assert.throws(() => openDatabase(path), /version 99, this program knows 4 at most/);
});

test('the settings that the durability of a task and the size of the log rest on', (t) => {
  const database = openDatabase(temporaryFile(t, 'tasks.db'));
  const settings = [
    'journal_mode',
    'synchronous',
    'busy_timeout',
    'foreign_keys',
    'journal_size_limit',
  ].map((name) => database.pragma(name, { simple: true }));
  const NORMAL = 1;
  assert.deepEqual(settings, ['wal', NORMAL, 100, 1, 8 * 1024 * 1024]);
  database.close();
});

test('a locked database answers 503 at once, and works again when it is free', async (t) => {
  const path = temporaryFile(t, 'tasks.db');
  const app = await startApp({ path });
  t.after(app.close);
  const other = new Database(path);
  other.exec('BEGIN IMMEDIATE');
  const start = performance.now();
  const refused = await app.send('POST', '/api/tasks', { body: { title: 'locked out' } });
  assert.ok(performance.now() - start < 1000);
  assert.deepEqual([refused.status, refused.body.type], [503, 'urn:otel-lab:problem:unavailable']);
  assert.equal(refused.headers.get('retry-after'), '1');
  assert.match(refused.body.detail, /^The database is .+ again\.$/);
  assert.equal(
    (await app.send('GET', '/api/tasks')).status,
    200,
    'readers do not wait for a writer',
  );
  other.exec('ROLLBACK');
  assert.equal((await app.send('POST', '/api/tasks', { body: { title: 'free' } })).status, 201);
  other.close();
});

test('a full disk answers 503, and works again when there is room', async (t) => {
  const app = await startApp({ path: temporaryFile(t, 'tasks.db') });
  t.after(app.close);
  const pages = app.database.pragma('page_count', { simple: true }) as number;
  app.database.pragma(`max_page_count = ${pages + 1}`);
  const body = { title: 'x', description: 'y'.repeat(2000) };
  const statuses = new Set<number>();
  for (let count = 0; count < 20; count += 1) {
    statuses.add((await app.send('POST', '/api/tasks', { body })).status);
  }
  assert.deepEqual([...statuses], [201, 503]);
  assert.equal((await app.send('GET', '/api/tasks')).status, 200);
  app.database.pragma('max_page_count = 1000000');
  assert.equal((await app.send('POST', '/api/tasks', { body })).status, 201);
});

test('a broken database makes ready 503 and a request 500 without its inner words', async (t) => {
  const app = await startApp();
  t.after(app.close);
  app.database.exec('DROP TABLE tasks');
  const ready = await app.send('GET', '/ready');
  assert.equal(ready.status, 503);
  assert.equal(ready.body.status, 'unavailable');
  assert.match(ready.body.reason, /no such table/);
  assert.equal((await app.send('GET', '/health')).status, 200, 'a restart would not help');
  const list = await app.send('GET', '/api/tasks');
  assert.deepEqual([list.status, list.body.type], [500, 'urn:otel-lab:problem:internal-error']);
  assert.doesNotMatch(JSON.stringify(list.body), /table/);
  assert.match(list.body.detail, /trace/);
  assert.equal(list.headers.get('retry-after'), null, 'it does not go away by itself');
});
