// The API as a client sees it: the real app on a real socket, a real database in memory.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Database } from 'better-sqlite3';
import { openDatabase } from '../sqlite/database.ts';
import { createTaskStore } from '../sqlite/task-store.ts';
import { createLogger } from '../telemetry/logger.ts';
import { createApp } from './app.ts';

let database: Database;
let base: string;
let close: () => void;

before(async () => {
  database = openDatabase(':memory:');
  const logger = createLogger('silent');
  const server = createServer(createApp({ store: createTaskStore(database), database, logger }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});
after(() => close());

async function send(method: string, path: string, body?: unknown, type = 'application/json') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const init = body === undefined ? { method } : { method, body: text };
  const response = await fetch(base + path, { ...init, headers: { 'content-type': type } });
  const answer = await response.text();
  return { response, status: response.status, body: answer ? JSON.parse(answer) : undefined };
}

describe('a task', () => {
  test('is created, read, replaced, changed, listed and deleted', async () => {
    const created = await send('POST', '/api/tasks', { title: '  buy milk ' });
    assert.equal(created.status, 201);
    const path = created.response.headers.get('location') ?? '';
    assert.equal(path, `/api/tasks/${created.body.id}`);
    assert.equal(created.body.title, 'buy milk');
    assert.equal(created.body.completed, false);
    assert.match(created.body.created_at, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

    assert.deepEqual((await send('GET', path)).body, created.body);
    const replaced = await send('PUT', path, { title: 'buy bread', description: 'rye' });
    assert.deepEqual(
      [replaced.status, replaced.body.title, replaced.body.description],
      [200, 'buy bread', 'rye'],
    );
    const changed = await send('PATCH', path, { completed: true });
    assert.deepEqual(
      [changed.body.title, changed.body.description, changed.body.completed],
      ['buy bread', 'rye', true],
    );
    const newer = await send('POST', '/api/tasks', { title: 'newer' });
    const listed = await send('GET', '/api/tasks');
    assert.deepEqual(
      listed.body.tasks.map((task: { id: number }) => task.id),
      [newer.body.id, created.body.id],
    );
    assert.equal((await send('DELETE', path)).status, 204);
    assert.equal((await send('GET', path)).status, 404);
    assert.equal((await send('DELETE', path)).status, 404);
    assert.equal((await send('PATCH', path, { completed: false })).status, 404);
  });
});

describe('bad input is a 4xx problem that names the field', () => {
  const cases: [string, string, string, unknown, number, string | undefined][] = [
    ['malformed JSON', 'POST', '/api/tasks', '{"title":', 400, ''],
    ['no body', 'POST', '/api/tasks', undefined, 400, 'title'],
    ['a body that is no object', 'POST', '/api/tasks', [], 400, ''],
    ['a wrong type', 'POST', '/api/tasks', { title: 7 }, 400, 'title'],
    ['no title', 'POST', '/api/tasks', {}, 400, 'title'],
    ['a blank title', 'POST', '/api/tasks', { title: ' \n' }, 400, 'title'],
    ['a title of 10 kB', 'POST', '/api/tasks', { title: 'x'.repeat(10_000) }, 400, 'title'],
    ['an unknown field', 'POST', '/api/tasks', { title: 'a', admin: true }, 400, 'admin'],
    ['a prototype', 'POST', '/api/tasks', '{"title":"a","__proto__":{"x":1}}', 400, '__proto__'],
    ['a wrong type in PUT', 'PUT', '/api/tasks/1', { title: 'a', completed: 1 }, 400, 'completed'],
    ['an empty change', 'PATCH', '/api/tasks/1', {}, 400, ''],
    ['an id that is none', 'GET', '/api/tasks/1e3', undefined, 400, 'id'],
    ['a path that cannot be decoded', 'GET', '/api/tasks/%ff', undefined, 400, undefined],
    ['an unknown id', 'GET', '/api/tasks/123456789', undefined, 404, undefined],
    ['an unknown route', 'GET', '/api/nothing', undefined, 404, undefined],
    ['a wrong method', 'POST', '/api/tasks/1', { title: 'a' }, 405, undefined],
    ['a body over the limit', 'POST', '/api/tasks', { title: 'x'.repeat(102_400) }, 413, undefined],
  ];
  for (const [name, method, path, body, status, field] of cases) {
    test(name, async () => {
      const answer = await send(method, path, body);
      assert.equal(answer.status, status);
      assert.match(
        answer.response.headers.get('content-type') ?? '',
        /^application\/problem\+json/,
      );
      assert.match(answer.body.type, /^urn:otel-lab:problem:[a-z-]+$/);
      assert.equal(answer.body.status, status);
      assert.equal(answer.body.errors?.[0].field, field);
      assert.doesNotMatch(JSON.stringify(answer.body), /\.ts:|node_modules/);
    });
  }

  test('a wrong content type', async () => {
    assert.equal((await send('POST', '/api/tasks', 'title=a', 'text/plain')).status, 415);
  });

  test('a wrong method is told the right ones', async () => {
    const { response } = await send('DELETE', '/api/tasks');
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'GET, HEAD, POST');
  });
});

test('a database that fails makes health 503 and a request 500 without its inner words', async () => {
  assert.equal((await send('GET', '/health')).status, 200);
  database.exec('ALTER TABLE tasks RENAME TO gone');
  try {
    const health = await send('GET', '/health');
    assert.equal(health.status, 503);
    assert.match(health.body.reason, /no such table/);
    const list = await send('GET', '/api/tasks');
    assert.equal(list.status, 500);
    assert.equal(list.body.type, 'urn:otel-lab:problem:internal-error');
    assert.doesNotMatch(JSON.stringify(list.body), /table/);
  } finally {
    database.exec('ALTER TABLE gone RENAME TO tasks');
  }
});
