// one-trace.spec.ts: a click in the browser and the SQL it leads to are one trace in Tempo.
import { expect, test } from '@playwright/test';
import { pathTo, type Span, spansOfTrace } from './tempo.ts';

test('adding a task is one trace from the browser to the database', async ({ page }) => {
  const title = `Follow me ${Date.now()}`;
  await page.goto('/');
  await page.getByLabel('New task').fill(title);
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(page.locator('#trace-status')).toContainText('add_task: done');
  const traceId = await page.locator('[data-part=trace-id]').innerText();

  let spans: Span[] = [];
  await expect
    .poll(
      async () => {
        spans = await spansOfTrace(traceId);
        return pathTo(spans, 'INSERT tasks');
      },
      { message: `trace ${traceId} in Tempo, from add_task to INSERT`, timeout: 30_000 },
    )
    .toEqual([
      'frontend: add_task (INTERNAL)',
      'frontend: POST (CLIENT)',
      'backend: POST /api/tasks (SERVER)',
      'backend: create_task (INTERNAL)',
      'backend: INSERT tasks (CLIENT)',
    ]);

  const insert = spans.find((span) => span.name === 'INSERT tasks');
  expect(insert?.attributes).toMatchObject({
    'db.system.name': 'sqlite',
    'db.operation.name': 'INSERT',
  });
  expect(JSON.stringify(spans), 'what people type is not recorded').not.toContain(title);

  await page.getByRole('button', { name: `Delete ${title}` }).click();
  await expect(page.getByText('delete_task: done')).toBeVisible();
});

test('the trace status links to this trace and its logs in Grafana', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('#trace-status')).toContainText('load_tasks: done');
  const traceId = await page.locator('[data-part=trace-id]').innerText();
  expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  for (const [name, datasource] of [
    ['Open the trace', 'tempo'],
    ['Open its logs', 'loki'],
  ] as const) {
    const href = await page.getByRole('link', { name }).getAttribute('href');
    const url = new URL(href ?? '');
    expect(url.pathname).toMatch(/\/explore$/);
    const { a } = JSON.parse(url.searchParams.get('panes') ?? '');
    expect(a.datasource).toBe(datasource);
    expect(JSON.stringify(a.queries)).toContain(traceId);
  }
});
