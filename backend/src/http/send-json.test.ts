// The headers that describe an answer's body.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appForThisFile } from '../testing/start-app.ts';

const { send } = appForThisFile();

const told = ({ headers }: { headers: Headers }) =>
  ['content-type', 'content-length', 'etag'].map((name) => headers.get(name));

test('type and length are told, the length in bytes; HEAD tells the same without the body', async () => {
  const title = 'é€😀';
  const created = await send('POST', '/api/tasks', { body: { title } });
  const bytes = Buffer.byteLength(JSON.stringify(created.body));
  const expected = ['application/json; charset=utf-8', String(bytes), '"1"'];
  assert.equal(created.body.title, title);
  assert.deepEqual(told(created), expected);
  const path = created.headers.get('location') ?? '';
  assert.equal(path, `/api/tasks/${created.body.id}`);
  assert.deepEqual(told(await send('GET', path)), expected);
  const head = await send('HEAD', path);
  assert.deepEqual([head.status, head.body, told(head)], [200, undefined, expected]);
});

test('a problem document says that it is one', async () => {
  const { headers } = await send('GET', '/nowhere');
  assert.equal(headers.get('content-type'), 'application/problem+json; charset=utf-8');
});

test('health and the list are JSON of their own shape', async () => {
  assert.deepEqual((await send('GET', '/health')).body, { status: 'ok' });
  const { body, headers } = await send('GET', '/api/tasks?search=nobody+has+this');
  assert.deepEqual(body, { tasks: [], next_cursor: null });
  // A list has no version, and the answer must not name its server software.
  assert.deepEqual([headers.get('etag'), headers.get('x-powered-by')], [null, null]);
});
