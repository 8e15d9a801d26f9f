// Any invalid input is answered with a problem document that names what is wrong.
import assert from 'node:assert/strict';
import { STATUS_CODES } from 'node:http';
import { describe, test } from 'node:test';
import { appForThisFile } from '../testing/start-app.ts';

const { send } = appForThisFile();

describe('bad input is a 4xx problem that names the field', () => {
  const cases: [string, string, string, unknown, number, string | undefined][] = [
    ['malformed JSON', 'POST', '/api/tasks', '{"title":', 400, ''],
    ['no body', 'POST', '/api/tasks', '', 400, 'title'],
    ['a body that is no object', 'POST', '/api/tasks', [], 400, ''],
    ['a wrong type', 'POST', '/api/tasks', { title: 7 }, 400, 'title'],
    ['no title', 'POST', '/api/tasks', {}, 400, 'title'],
    ['a blank title', 'POST', '/api/tasks', { title: ' \n' }, 400, 'title'],
    ['a title of 201 characters', 'POST', '/api/tasks', { title: 'x'.repeat(201) }, 400, 'title'],
    ['a title of 10 kB', 'POST', '/api/tasks', { title: 'x'.repeat(10_000) }, 400, 'title'],
    ['half a character', 'POST', '/api/tasks', '{"title":"a\\ud800"}', 400, 'title'],
    [
      'a long description',
      'POST',
      '/api/tasks',
      { title: 'a', description: 'x'.repeat(2001) },
      400,
      'description',
    ],
    ['an unknown field', 'POST', '/api/tasks', { title: 'a', admin: true }, 400, 'admin'],
    ['a prototype', 'POST', '/api/tasks', '{"title":"a","__proto__":{"x":1}}', 400, '__proto__'],
    ['a wrong type in PUT', 'PUT', '/api/tasks/1', { title: 'a', completed: 1 }, 400, 'completed'],
    ['an empty change', 'PATCH', '/api/tasks/1', {}, 400, ''],
    ['an id that is none', 'GET', '/api/tasks/1e3', undefined, 400, 'id'],
    ['an id that is too long', 'GET', '/api/tasks/9999999999999999', undefined, 400, 'id'],
    ['a path that cannot be decoded', 'GET', '/api/tasks/%ff', undefined, 400, undefined],
    ['an unknown id', 'GET', '/api/tasks/123456789', undefined, 404, undefined],
    ['an unknown route', 'GET', '/api/nothing', undefined, 404, undefined],
    ['a wrong method', 'POST', '/api/tasks/1', { title: 'a' }, 405, undefined],
    ['a body over the limit', 'POST', '/api/tasks', { title: 'x'.repeat(102_400) }, 413, undefined],
  ];
  for (const [name, method, path, body, status, field] of cases) {
    test(name, async () => {
      const answer = await send(method, path, body === undefined ? {} : { body });
      assert.equal(answer.status, status);
      assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
      assert.match(answer.body.type, /^urn:otel-lab:problem:[a-z-]+$/);
      assert.equal(answer.body.status, status);
      assert.equal(answer.body.title, STATUS_CODES[status]);
      assert.match(answer.body.detail, /^[A-Z].+\.$/, 'a sentence');
      assert.equal(answer.body.errors?.[0].field, field);
      assert.notEqual(answer.body.errors?.[0].message, '');
      assert.doesNotMatch(JSON.stringify(answer.body), /\.ts:|node_modules/);
    });
  }

  test('a wrong content type, charset or encoding', async () => {
    for (const headers of [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/json; charset=latin1' },
      { 'content-encoding': 'snappy' },
    ]) {
      const answer = await send('POST', '/api/tasks', {
        body: '{"title":"a"}',
        headers: headers as Record<string, string>,
      });
      assert.equal(answer.status, 415, JSON.stringify(headers));
      assert.match(answer.body.detail, /JSON|json/);
    }
  });

  test('a body just below the limit is read, and judged by its fields', async () => {
    const title = 'x'.repeat(102_000);
    assert.equal((await send('POST', '/api/tasks', { body: { title } })).status, 400);
  });

  test('a request that is whole names no field', async () => {
    const { body } = await send('GET', '/api/tasks/123456789');
    assert.equal('errors' in body, false);
  });

  test('a wrong method is told the right ones', async () => {
    const { status, headers, body } = await send('DELETE', '/api/tasks');
    assert.deepEqual([status, headers.get('allow')], [405, 'GET, HEAD, POST']);
    assert.equal(body.detail, 'DELETE is not one of GET, HEAD, POST.');
  });
});
