// The API as a client sees it: the real app on a real socket, a real database in memory.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { STATS_KEY, startApp, type TestApp } from '../testing/start-app.ts';

let app: TestApp;
let send: TestApp['send'];

before(async () => {
  app = await startApp();
  send = app.send;
});
after(() => app.close());

const create = async (title: string) =>
  (await send('POST', '/api/tasks', { body: { title } })).body;

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
    const wrong = await patch('3');
    assert.deepEqual([wrong.status, wrong.body.errors[0].field], [400, 'If-Match']);
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
  });
});

describe('the list', () => {
  const titles = async (query: string) =>
    (await send('GET', `/api/tasks?${query}`)).body.tasks.map(
      ({ title }: { title: string }) => title,
    );

  before(async () => {
    app.database.exec('DELETE FROM tasks');
    for (const title of ['banana', 'Apple', '100 % cherry', 'date_1', 'date-2']) {
      await create(title);
    }
    const { id } = (await send('GET', '/api/tasks?search=banana')).body.tasks[0];
    await send('PATCH', `/api/tasks/${id}`, { body: { completed: true } });
  });

  test('is newest first, and sorts as asked', async () => {
    assert.equal((await titles(''))[0], 'date-2');
    assert.equal((await titles('sort=created_at'))[0], 'banana');
    assert.equal((await titles('sort=-updated_at'))[0], 'banana');
    assert.deepEqual(
      await titles('sort=title'),
      ['100 % cherry', 'Apple', 'banana', 'date_1', 'date-2'].sort((a, b) =>
        a.toLowerCase() < b.toLowerCase() ? -1 : 1,
      ),
    );
  });

  test('filters by completed', async () => {
    assert.deepEqual(await titles('completed=true'), ['banana']);
    assert.equal((await titles('completed=false')).length, 4);
  });

  test('searches in titles, whatever the case, and takes wildcards for themselves', async () => {
    assert.deepEqual(await titles('search=APPLE'), ['Apple']);
    assert.deepEqual(await titles('search=%25'), ['100 % cherry']);
    assert.deepEqual(await titles('search=date_'), ['date_1']);
    assert.deepEqual(await titles('search=nothing'), []);
  });

  test('comes in pages that meet, and ends with no cursor', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { body: { tasks: { title: string }[]; next_cursor: string | null } } = await send(
        'GET',
        `/api/tasks?limit=2&sort=title${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.body.tasks.map(({ title }) => title));
      cursor = page.body.next_cursor;
    }
    assert.deepEqual(seen, await titles('sort=title'));
  });

  for (const [query, field] of [
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['completed=yes', 'completed'],
    ['sort=id', 'sort'],
    ['search=', 'search'],
    ['cursor=abc', 'cursor'],
    ['page=2', 'page'],
    ['limit=1&limit=2', 'limit'],
  ]) {
    test(`refuses ${query}`, async () => {
      const { status, body } = await send('GET', `/api/tasks?${query}`);
      assert.deepEqual([status, body.errors?.[0].field], [400, field]);
    });
  }

  test('refuses a cursor of another order', async () => {
    const { body } = await send('GET', '/api/tasks?limit=1&sort=title');
    const other = await send('GET', `/api/tasks?limit=1&sort=-title&cursor=${body.next_cursor}`);
    assert.deepEqual([other.status, other.body.errors[0].field], [400, 'cursor']);
  });
});

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
      assert.equal(answer.body.errors?.[0].field, field);
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
    }
  });

  test('a wrong method is told the right ones', async () => {
    const { status, headers } = await send('DELETE', '/api/tasks');
    assert.deepEqual([status, headers.get('allow')], [405, 'GET, HEAD, POST']);
  });
});

describe('faults on purpose', () => {
  test('a slow answer leaves the others alone', async () => {
    const slow = send('GET', '/api/simulate-slow?delay=0.5');
    const start = performance.now();
    assert.equal((await send('GET', '/health')).status, 200);
    assert.ok(performance.now() - start < 400);
    assert.deepEqual((await slow).body, { delay: 0.5 });
    assert.equal((await send('GET', '/api/simulate-slow?delay=11')).status, 400);
  });

  test('an error has the status that was asked for, and no stack', async () => {
    for (const status of [500, 503, 418]) {
      const answer = await send('GET', `/api/simulate-error?status=${status}`);
      assert.deepEqual(
        [answer.status, answer.body.type],
        [status, 'urn:otel-lab:problem:simulated-error'],
      );
      assert.doesNotMatch(JSON.stringify(answer.body), /\.ts:/);
    }
    assert.equal((await send('GET', '/api/simulate-error')).status, 500);
    assert.equal((await send('GET', '/api/simulate-error?status=200')).status, 400);
  });
});

describe('stats', () => {
  test('are for whoever has the key', async () => {
    const path = '/api/internal/stats';
    assert.equal((await send('GET', path)).status, 401);
    assert.equal(
      (await send('GET', path, { headers: { 'x-api-key': `${STATS_KEY}!` } })).status,
      401,
    );
    const { status, body } = await send('GET', path, { headers: { 'x-api-key': STATS_KEY } });
    assert.equal(status, 200);
    assert.equal(body.tasks.open + body.tasks.done, 5);
  });

  test('are not there at all without a key', async (t) => {
    const open = await startApp({ stats: false });
    t.after(open.close);
    assert.equal((await open.send('GET', '/api/internal/stats')).status, 404);
  });
});

test('while it ends, new requests are told to come back', async (t) => {
  const ending = await startApp();
  t.after(ending.close);
  ending.stop();
  const { status, headers, body } = await ending.send('GET', '/api/tasks');
  assert.deepEqual([status, body.type], [503, 'urn:otel-lab:problem:shutting-down']);
  assert.deepEqual([headers.get('connection'), headers.get('retry-after')], ['close', '1']);
});
