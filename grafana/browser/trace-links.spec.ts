// trace-links.spec.ts: from a span to its logs and metrics, and from logs back, by clicking.
import { expect, type Page, test } from '@playwright/test';
import { pageUrl } from '../../frontend/browser/lab.ts';
import { addTask, traceIdOf, uniqueTitle } from '../../frontend/browser/task-page.ts';
import { logsUrl, traceUrl } from '../../stores/grafana-links.ts';
import {
  followSpanLink,
  grafanaUrl,
  item,
  newPane,
  onlyWithGrafana,
  openTrace,
  panel,
  spanRow,
  traceOf,
  traceOfNewTask,
} from './grafana.ts';

onlyWithGrafana();

const SERVER = 'POST /api/tasks';

test('the page leads to its trace: browser, API and SQL in one', async ({ page }) => {
  await page.goto(pageUrl);
  await addTask(page, uniqueTitle());
  const traceId = await traceIdOf(page, 'add_task');
  const link = page
    .locator('.chip')
    .filter({ hasText: traceId })
    .getByRole('link', { name: 'Trace' });
  const address = (await link.getAttribute('href')) ?? '';
  expect(address).toBe(traceUrl(new URL(address).origin, traceId));
  await openTrace(page, traceId, 'INSERT tasks');
  for (const name of ['add_task', 'POST', SERVER, 'create_task', 'INSERT tasks']) {
    await expect(spanRow(page, name), `span ${name}`).toBeVisible();
  }
});

test('span > Related logs: the lines of this trace, those of this span marked', async ({
  page,
}) => {
  const traceId = await traceOfNewTask();
  const row = await openTrace(page, traceId, SERVER);
  await followSpanLink(page, row, 'Related logs');
  const pane = await newPane(page, 'loki');
  expect(pane.query).toContain(`trace_id="${traceId}"`);
  // Some minutes around the span, since a line may be written after its end.
  expect(Number(pane.to) - Number(pane.from)).toBeGreaterThan(60_000);
  for (const line of ['▶ Incoming request', '▶ Request completed']) {
    await expect(page.getByText(line)).toBeVisible();
  }
});

test('span without lines of its own > Related logs: the others of the trace, not marked', async ({
  page,
}) => {
  const traceId = await traceOfNewTask();
  await openTrace(page, traceId, 'INSERT tasks');
  await followSpanLink(page, spanRow(page, 'INSERT tasks'), 'Related logs');
  await newPane(page, 'loki');
  await expect(page.getByText('Request completed', { exact: true })).toBeVisible();
  await expect(page.getByText(/^▶ \w/)).toHaveCount(0);
});

for (const [link, made] of [
  ['Request rate', 'traces_spanmetrics_calls_total'],
  ['Error rate', 'STATUS_CODE_ERROR'],
  ['p95 duration', 'histogram_quantile(0.95'],
] as const) {
  test(`span > ${link}: of this route, over a range that is not zero`, async ({ page }) => {
    const name = 'GET /api/simulate-error';
    const traceId = await traceOf('/api/simulate-error');
    const row = await openTrace(page, traceId, name);
    await followSpanLink(page, row, link);
    const pane = await newPane(page, 'prometheus');
    expect(pane.query).toContain(made);
    expect(pane.query).toContain(`service_name="backend", span_name="${name}"`);
    expect(Number(pane.to) - Number(pane.from)).toBeGreaterThan(20 * 60_000);
    // The series has come: its name is in the legend of the graph.
    await expect(
      page.getByRole('button', { name: `{span_name="${name}"}` }).or(page.getByText(name).last()),
    ).toBeVisible();
    await expect(page.getByText('No data')).toHaveCount(0);
  });
}

test('SQL span > p95 duration: of this statement', async ({ page }) => {
  const row = await openTrace(page, await traceOfNewTask(), 'INSERT tasks');
  await followSpanLink(page, row.filter({ hasText: 'INSERT' }), 'p95 duration');
  expect((await newPane(page, 'prometheus')).query).toContain('span_name="INSERT tasks"');
});

test('node graph of a trace: a node for each span', async ({ page }) => {
  await openTrace(page, await traceOfNewTask(), 'INSERT tasks');
  // In the panel: Grafana 13 has these words twice on the page.
  await panel(page, 'Node graph').getByText('Node graph', { exact: true }).first().click();
  await expect(page.locator('[data-testid^="node-click-rect-"]')).toHaveCount(3);
});

/** Opens a log line of the trace in Explore, as the page's link "Logs" does. */
async function openLogLine(page: Page, traceId: string, line: string): Promise<void> {
  await expect(async () => {
    await page.goto(logsUrl(grafanaUrl, traceId));
    await page.getByText(line, { exact: true }).first().click({ timeout: 5_000 });
  }, `log line "${line}" of trace ${traceId}`).toPass({ timeout: 60_000 });
}

test('log line > Open trace: the trace of this line', async ({ page }) => {
  const traceId = await traceOfNewTask();
  await openLogLine(page, traceId, 'Request completed');
  await item(page, 'Open trace').click();
  expect((await newPane(page, 'tempo')).query).toBe(traceId);
  await expect(spanRow(page, 'create_task')).toBeVisible();
});

test('log line > Open metrics of this route: the overview of this route', async ({ page }) => {
  await openLogLine(page, await traceOfNewTask(), 'Request completed');
  await item(page, 'Open metrics of this route').click();
  await expect(page).toHaveURL(/\/d\/service-overview.*var-route=(\/|%2F)api(\/|%2F)tasks/);
  await expect(page.getByText('How many requests per second?')).toBeVisible();
  await expect(page.getByText(SERVER).first()).toBeVisible();
});
