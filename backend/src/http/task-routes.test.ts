// The life of a task as a client sees it: the real app on a real socket.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appForThisFile } from '../testing/start-app.ts';

const { send } = appForThisFile();

test('a task is created, read, replaced, changed and deleted', async () => {
  const created = await send('POST', '/api/tasks', { body: { title: '  buy milk ' } });
  assert.equal(created.status, 201);
  const path = created.headers.get('location') ?? '';
  assert.equal(path, `/api/tasks/${created.body.id}`);
  assert.equal(created.body.title, 'buy milk');
  assert.equal(created.body.completed, false);
  assert.match(created.body.created_at, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

  assert.deepEqual((await send('GET', path)).body, created.body);
  const replaced = await send('PUT', path, { body: { title: 'buy bread', description: 'rye' } });
  assert.deepEqual(
    [replaced.status, replaced.body.title, replaced.body.description],
    [200, 'buy bread', 'rye'],
  );
  const changed = await send('PATCH', path, { body: { completed: true } });
  assert.deepEqual(
    [changed.body.title, changed.body.description, changed.body.completed],
    ['buy bread', 'rye', true],
  );
  assert.ok(changed.body.updated_at >= created.body.updated_at);
  assert.equal(changed.body.created_at, created.body.created_at);
  assert.equal((await send('DELETE', path)).status, 204);
  for (const [method, body] of [
    ['GET'],
    ['DELETE'],
    ['PATCH', { title: 'x' }],
    ['PUT', { title: 'x' }],
  ] as const) {
    assert.equal((await send(method, path, body ? { body } : {})).status, 404, method);
  }
});

test('a change leaves alone what it does not name', async () => {
  const body = { title: 'whole', description: 'all of it', completed: true };
  const { id } = (await send('POST', '/api/tasks', { body })).body;
  for (const change of [{ title: 'new' }, { description: 'new' }, { completed: false }]) {
    const before = (await send('GET', `/api/tasks/${id}`)).body;
    const { body: after } = await send('PATCH', `/api/tasks/${id}`, { body: change });
    const { updated_at, version } = after;
    assert.deepEqual(after, { ...before, ...change, updated_at, version });
  }
});
