// The list: order, filters, search and pages.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { appForThisFile } from '../testing/start-app.ts';

const app = appForThisFile();
const { send } = app;

const create = async (title: string) =>
  (await send('POST', '/api/tasks', { body: { title } })).body;

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
      assert.ok(page.body.tasks.length <= 2, 'no page is larger than asked for');
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
