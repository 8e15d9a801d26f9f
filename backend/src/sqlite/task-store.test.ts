// What outlives the process. The queries themselves are tested through http/task-routes.test.ts.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from './database.ts';
import { createTaskStore } from './task-store.ts';

const input = { title: 'kept', description: '', completed: false };

test('tasks are there after the file was closed and opened again, and ids are not reused', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tasks-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'tasks.db');

  const first = openDatabase(path);
  const store = createTaskStore(first);
  const kept = store.create(input);
  const deleted = store.create(input);
  store.delete(deleted.id);
  first.close();

  const second = openDatabase(path);
  const again = createTaskStore(second);
  assert.deepEqual(again.list(10), [kept]);
  assert.equal(again.create(input).id, deleted.id + 1);
  second.close();
});

test('the list is bounded', () => {
  const database = openDatabase(':memory:');
  const store = createTaskStore(database);
  for (let count = 0; count < 5; count += 1) {
    store.create(input);
  }
  assert.equal(store.list(3).length, 3);
  database.close();
});
