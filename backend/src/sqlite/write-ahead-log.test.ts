// SQLite's write-ahead log is moved into the file, however much is written.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { temporaryFile } from '../testing/temporary-file.ts';
import { LOG_SIZE_LIMIT, openDatabase } from './database.ts';
import { SqliteTaskStore } from './task-store.ts';

const input = { title: 'kept', description: '', completed: false };
const sizeOf = (path: string) => statSync(path).size;

test('the log of 20,000 creates and updates stays small: what it holds goes into the file', (t) => {
  const path = temporaryFile(t, 'tasks.db');
  const database = openDatabase(path);
  const store = new SqliteTaskStore(database);
  let largest = 0;
  for (let count = 0; count < 20_000; count += 1) {
    const { id } = store.create(input);
    store.update(id, { completed: true });
    largest = Math.max(largest, count % 100 === 0 ? sizeOf(`${path}-wal`) : 0);
  }
  assert.ok(largest < LOG_SIZE_LIMIT, `the log had ${largest} bytes`);
  assert.ok(sizeOf(path) > 1024 * 1024, `the file has ${sizeOf(path)} bytes`);
  database.close();
});

test('a log that grew while somebody read from it shrinks again', (t) => {
  const path = temporaryFile(t, 'tasks.db');
  const database = openDatabase(path);
  const store = new SqliteTaskStore(database);
  store.create(input);
  const reader = new Database(path);
  reader.exec('BEGIN; SELECT * FROM tasks');
  // What a reader may still need is not overwritten.
  while (sizeOf(`${path}-wal`) < 2 * LOG_SIZE_LIMIT) {
    store.create(input);
  }
  reader.close();
  // The first write finishes the checkpoint, the second restarts the log from its beginning.
  store.create(input);
  store.create(input);
  assert.ok(sizeOf(`${path}-wal`) <= LOG_SIZE_LIMIT, `the log has ${sizeOf(`${path}-wal`)} bytes`);
  database.close();
});
