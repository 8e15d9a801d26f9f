// Properties that must hold for every input, tested with random ones (fast-check).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { SORT_FIELDS, type Task } from '../task.ts';
import { startApp, type TestApp } from '../testing/start-app.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

const title = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => {
  const trimmed = text.trim();
  return trimmed.length > 0 && trimmed.length <= 200;
});

test('what is stored is what was sent, trimmed; what is refused is refused with 400', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(title, fc.anything()),
      fc.string({ maxLength: 2100 }),
      async (name, description) => {
        const text = JSON.stringify({ title: name, description });
        const { status, body } = await app.send('POST', '/api/tasks', { body: text });
        const sent = JSON.parse(text);
        const valid =
          typeof sent.title === 'string' &&
          sent.title.trim().length >= 1 &&
          sent.title.trim().length <= 200 &&
          sent.title.isWellFormed() &&
          description.isWellFormed() &&
          description.length <= 2000;
        assert.equal(status, valid ? 201 : 400);
        if (valid) {
          assert.deepEqual([body.title, body.description], [sent.title.trim(), description]);
        }
      },
    ),
    { numRuns: 300 },
  );
});

async function readAll(query: string): Promise<Task[]> {
  const tasks: Task[] = [];
  let cursor: string | null = null;
  do {
    const target: string = `/api/tasks?${query}${cursor ? `&cursor=${cursor}` : ''}`;
    const { body } = await app.send('GET', target);
    tasks.push(...body.tasks);
    cursor = body.next_cursor;
  } while (cursor !== null);
  return tasks;
}

test('paging gives each task once, in order, whatever the page size, order and filter', async () => {
  app.database.exec('DELETE FROM tasks');
  const titles = ['a', 'A', 'b', 'B', 'a', 'ä', '', '%', '_', 'zz'].map((text) => `${text}x`);
  for (const [index, name] of titles.entries()) {
    await app.send('POST', '/api/tasks', { body: { title: name, completed: index % 3 === 0 } });
  }
  // Equal times, so that only the ids differ.
  app.database.exec("UPDATE tasks SET created_at = '2026-01-01T00:00:00.000Z' WHERE id % 2 = 0");
  const sorts = SORT_FIELDS.flatMap((field) => [field, `-${field}`]);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sorts),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('', '&completed=true', '&completed=false', '&search=a'),
      async (sort, limit, filter) => {
        const paged = await readAll(`sort=${sort}&limit=${limit}${filter}`);
        const whole = await readAll(`sort=${sort}&limit=100${filter}`);
        assert.deepEqual(
          paged.map(({ id }) => id),
          whole.map(({ id }) => id),
        );
        assert.equal(new Set(paged.map(({ id }) => id)).size, paged.length);
      },
    ),
    { numRuns: 100 },
  );
});

test('of any order of guarded changes, each names the version it met, or is refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('PUT', 'PATCH'), fc.integer({ min: 1, max: 6 })), {
        maxLength: 12,
      }),
      async (changes) => {
        const { body: task } = await app.send('POST', '/api/tasks', { body: { title: 'v' } });
        let version = 1;
        for (const [method, guess] of changes) {
          const { status } = await app.send(method, `/api/tasks/${task.id}`, {
            body: { title: `v${version}` },
            headers: { 'if-match': `"${guess}"` },
          });
          assert.equal(status, guess === version ? 200 : 412);
          version += guess === version ? 1 : 0;
        }
        assert.equal((await app.send('GET', `/api/tasks/${task.id}`)).body.version, version);
      },
    ),
    { numRuns: 60 },
  );
});
