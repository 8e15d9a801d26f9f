// Two clients edit one task: the second is told that it changed.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { appForThisFile } from '../testing/start-app.ts';

const { send } = appForThisFile();

const create = async (title: string) =>
  (await send('POST', '/api/tasks', { body: { title } })).body;

describe('two editors', () => {
  test('the second is told that the task has changed, and nothing is overwritten', async () => {
    const task = await create('shared');
    const path = `/api/tasks/${task.id}`;
    const read = await send('GET', path);
    const headers = { 'if-match': read.headers.get('etag') ?? '' };
    const first = await send('PATCH', path, { body: { title: 'first' }, headers });
    assert.equal(first.status, 200);
    assert.notEqual(first.headers.get('etag'), read.headers.get('etag'));

    for (const method of ['PATCH', 'PUT', 'DELETE']) {
      const late = await send(method, path, { body: { title: 'second' }, headers });
      assert.equal(late.status, 412, method);
      assert.equal(late.body.type, 'urn:otel-lab:problem:precondition-failed');
    }
    assert.equal((await send('GET', path)).body.title, 'first');
    const fresh = { 'if-match': first.headers.get('etag') ?? '' };
    assert.equal((await send('DELETE', path, { headers: fresh })).status, 204);
  });

  test('If-Match takes lists and *, and nothing that is no entity tag', async () => {
    const { id } = await create('tags');
    const patch = (tag: string) =>
      send('PATCH', `/api/tasks/${id}`, {
        body: { completed: true },
        headers: { 'if-match': tag },
      });
    assert.equal((await patch('"7", "1"')).status, 200);
    assert.equal((await patch('*')).status, 200);
    assert.equal((await patch('W/"3"')).status, 412, 'weak tags never match');
    assert.equal((await patch('"abc"')).status, 412);
    for (const wrong of ['3', '"3', 'x"3"', '"3"x', '"1", 3']) {
      const { status, body } = await patch(wrong);
      assert.deepEqual([status, body.errors[0].field], [400, 'If-Match'], wrong);
    }
  });

  test('versions of two digits are told apart', async () => {
    const path = `/api/tasks/${(await create('busy')).id}`;
    const change = { body: { completed: true } };
    for (let version = 2; version <= 12; version += 1) await send('PATCH', path, change);
    const with11 = await send('PATCH', path, { ...change, headers: { 'if-match': '"11"' } });
    const with12 = await send('PATCH', path, { ...change, headers: { 'if-match': '"12"' } });
    assert.deepEqual([with11.status, with12.status, with12.body.version], [412, 200, 13]);
  });

  test('If-Match for a task that is gone is 404, not 412', async () => {
    const headers = { 'if-match': '"1"' };
    assert.equal((await send('DELETE', '/api/tasks/999999', { headers })).status, 404);
  });

  test('a reader that has the task already gets 304 and no body', async () => {
    const { id } = await create('read twice');
    // fetch would add no-cache, which asks for the body.
    const headers = { 'if-none-match': '"1"', 'cache-control': 'max-age=0' };
    const again = await send('GET', `/api/tasks/${id}`, { headers });
    assert.deepEqual([again.status, again.body], [304, undefined]);
    assert.equal(again.headers.get('etag'), '"1"');
    await send('PATCH', `/api/tasks/${id}`, { body: { completed: true } });
    const changed = await send('GET', `/api/tasks/${id}`, { headers });
    assert.deepEqual([changed.status, changed.body.completed], [200, true]);
    assert.equal(changed.headers.get('etag'), '"2"');
  });
});
