// A click in the browser and the SQL it leads to are one trace in Tempo.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, type Page, test } from '@playwright/test';
import { logRecords } from '../../stores/loki.ts';
import { type Span, spansOfTrace } from '../../stores/tempo.ts';
import { pathTo } from './path-to.ts';
import { addTask, expectOutcome, itemOf, traceIdOf } from './task-page.ts';

const run = promisify(execFile);

test('adding a task is one trace from the browser to the database', async ({ page }) => {
  const title = `Follow me ${Date.now()}`;
  await page.goto('/');
  const item = await addTask(page, title);
  const traceId = await traceIdOf(page, 'add_task');
  const spans = await spansUpTo(traceId, 'INSERT tasks', [
    'frontend: add_task (INTERNAL)',
    'frontend: POST (CLIENT)',
    'backend: POST /api/tasks (SERVER)',
    'backend: create_task (INTERNAL)',
    'backend: INSERT tasks (CLIENT)',
  ]);
  expect(spans.find((span) => span.name === 'INSERT tasks')?.attributes).toMatchObject({
    'db.system.name': 'sqlite',
    'db.operation.name': 'INSERT',
  });
  expect(JSON.stringify(spans), 'what people type is not recorded').not.toContain(title);
  await item.getByRole('button', { name: 'Delete' }).click();
  await expectOutcome(page, 'delete_task: done');
});

test('npm run trace waits for a trace that is new; without an id it shows the newest', async ({
  request,
}) => {
  const script = join(import.meta.dirname, '../../scripts/trace.sh');
  const { traceresponse = '' } = (await request.get('/api/tasks')).headers();
  const id = traceresponse.split('-')[1] ?? '';
  const shown = async (...args: string[]) =>
    JSON.parse((await run(script, ['--json', ...args])).stdout);
  expect(await shown(id)).toMatchObject({ id, found: true });
  await expect.poll(async () => (await shown()).id, { timeout: 20_000 }).toBe(id);
});

test('an action stays the parent of its requests after an await', async ({ page }) => {
  const title = `Twice ${Date.now()}`;
  await page.goto('/');
  const item = await addTask(page, title);
  await item.getByRole('checkbox').check();
  await expectOutcome(page, 'complete_task: done');
  await item.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectOutcome(page, 'restore_task: done');
  // Restoring a completed task takes two requests: POST, then PATCH with the new id.
  const spans = await spansUpTo(await traceIdOf(page, 'restore_task'), 'UPDATE tasks');
  const action = spans.find((span) => span.name === 'restore_task');
  const requests = spans.filter((span) => span.service === 'frontend' && span.kind === 'CLIENT');
  expect(requests.map((span) => [span.name, span.parentId]).sort()).toEqual([
    ['PATCH', action?.id],
    ['POST', action?.id],
  ]);
  await itemOf(page, title).getByRole('button', { name: 'Delete' }).click();
  await expectOutcome(page, 'delete_task: done');
});

test('all spans of a tab carry its session, another tab has another', async ({ page, context }) => {
  await page.goto('/');
  await expectOutcome(page, 'load_tasks: done');
  const first = await sessionOf(page);
  await page.reload();
  await expectOutcome(page, 'load_tasks: done');
  expect(await sessionOf(page), 'a reload keeps the session').toBe(first);
  const other = await context.newPage();
  await other.goto('/');
  await expectOutcome(other, 'load_tasks: done');
  expect(await sessionOf(other)).not.toBe(first);
});

test('an exception that nobody catches is a log record in its trace', async ({ page }) => {
  await page.goto('/');
  await expectOutcome(page, 'load_tasks: done');
  await page.getByRole('button', { name: 'Unhandled exception' }).click();
  await expectOutcome(page, 'unhandled_exception: failed');
  const traceId = await traceIdOf(page, 'unhandled_exception');
  await expect
    .poll(() => logRecords(`{service_name="frontend"} | trace_id="${traceId}"`), {
      timeout: 20_000,
    })
    .toMatchObject([
      {
        body: 'Unhandled rejection',
        attributes: { severity_text: 'error', exception_type: 'TypeError', lab_page_name: 'tasks' },
      },
    ]);
});

test('what is searched for is in no address that a browser span records', async ({ page }) => {
  await page.goto('/');
  await expectOutcome(page, 'load_tasks: done');
  await page.getByRole('searchbox').fill('my-secret-search');
  await expectOutcome(page, 'search_tasks: done');
  const spans = await spansUpTo(await traceIdOf(page, 'search_tasks'), 'GET');
  const ours = spans.filter((span) => span.service === 'frontend');
  expect(ours.map((span) => span.attributes['url.full'])).toContain(
    `${new URL('/api/tasks', page.url())}`,
  );
  expect(JSON.stringify(ours)).not.toContain('my-secret');
});

/** Waits until the trace has a span called `name`, at `path` if given. */
async function spansUpTo(traceId: string, name: string, path?: string[]): Promise<Span[]> {
  let spans: Span[] = [];
  const message = `trace ${traceId} in Tempo, up to ${name}`;
  const polled = expect.poll(
    async () => {
      spans = await spansOfTrace(traceId);
      const found = pathTo(spans, name);
      return path || found[0]?.startsWith('frontend: ') === false ? found : found.length > 1;
    },
    { message, timeout: 30_000 },
  );
  await (path ? polled.toEqual(path) : polled.toBe(true));
  return spans;
}

async function sessionOf(page: Page): Promise<string> {
  const spans = await spansUpTo(await traceIdOf(page, 'load_tasks'), 'GET');
  const ids = new Set(
    spans
      .filter((span) => span.service === 'frontend')
      .map((span) => span.attributes['session.id']),
  );
  expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  return [...ids][0] ?? '';
}
