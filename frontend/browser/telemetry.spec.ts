// The page's telemetry is complete, causes no console errors, and respects an opt-out.
import { expect, type Page, test } from '@playwright/test';
import { metricsPage, PAGES } from '../../stores/metrics-page.ts';
import { sumOf } from '../../stores/prometheus.ts';
import { spansOfTrace } from '../../stores/tempo.ts';
import {
  addTask,
  consoleErrorsOf,
  expectOutcome,
  itemOf,
  traceIdOf,
  uniqueTitle,
} from './task-page.ts';

const LCP =
  'lab_web_vital_duration_seconds_count{browser_web_vital_name="lcp", lab_page_name="tasks"}';

test('web vitals become histograms that all browsers share', async ({ page }) => {
  const before = await sumOf(LCP);
  const shiftsBefore = await sumOf('lab_web_vital_layout_shift_count');
  await page.goto('/');
  await expectOutcome(page, 'load_tasks: done');
  // LCP is final at the first click; the other vitals are final when the page is hidden.
  await page.getByRole('heading', { name: 'Tasks', exact: true }).click();
  await page.close();
  // Different, not larger: the sum restarts with the collector.
  await expect.poll(() => sumOf(LCP), { timeout: 20_000 }).not.toBe(before);
  await expect
    .poll(() => sumOf('lab_web_vital_layout_shift_count'), { timeout: 20_000 })
    .not.toBe(shiftsBefore);
  for (const label of ['session_id', 'service_instance_id']) {
    expect(await sumOf(`count by (${label}) ({__name__=~"lab_web_vital.*", ${label}!=""})`)).toBe(
      0,
    );
  }
});

test('what the collector refuses is lost, and counted by the next page', async ({ page }) => {
  const dropped = 'lab_page_telemetry_dropped_total{lab_telemetry_reason="refused"}';
  const before = await sumOf(dropped);
  await page.route('/otlp/v1/traces', (route) => route.fulfill({ status: 400 }), { times: 1 });
  const refused = page.waitForResponse('/otlp/v1/traces');
  await page.goto('/');
  expect((await refused).status()).toBe(400);
  await page.reload();
  await expect.poll(() => sumOf(dropped), { timeout: 20_000 }).not.toBe(before);
});

// Otherwise the objective for freshness takes the other half for late (prometheus/rules/freshness.yaml).
test("the collector counts each of the page's spans as accepted once", async ({ page }) => {
  await page.goto('/');
  await addTask(page, uniqueTitle());
  await page.close();
  await expect(async () => {
    const collector = await metricsPage('the collector', PAGES['otel-collector']);
    const received = collector.sum('otelcol_receiver_accepted_spans');
    expect(collector.sum('otelcol_receiver_accepted_spans', { receiver: 'otlp/pages' })).not.toBe(
      0,
    );
    expect(collector.sum('otelcol_processor_memory_limiter_accepted_spans')).toBe(received);
  }).toPass({ timeout: 20_000 });
});

for (const [how, leave] of [
  ['a reload', (page: Page) => page.reload()],
  ['closing the tab', (page: Page) => page.close()],
] as const) {
  test(`${how} right after a click loses no span`, async ({ page, context }) => {
    await page.goto('/');
    const title = uniqueTitle();
    await addTask(page, title);
    const item = itemOf(page, title);
    await item.getByRole('checkbox').check();
    await expectOutcome(page, 'complete_task: done');
    const traceId = await traceIdOf(page, 'complete_task');
    // Within the second that a batch waits, and the third of one in which a request reads its timings.
    await leave(page);
    await expect
      .poll(
        async () => (await spansOfTrace(traceId)).map((span) => `${span.service} ${span.name}`),
        {
          timeout: 20_000,
        },
      )
      .toEqual(expect.arrayContaining(['frontend complete_task', 'frontend PATCH']));
    const cleaner = await context.newPage();
    await cleaner.goto('/');
    await itemOf(cleaner, title).getByRole('button', { name: 'Delete' }).click();
    await expectOutcome(cleaner, 'delete_task: done');
  });
}

test('a page that leaves while an answer is awaited still says so', async ({ page }) => {
  await page.goto('/');
  await expectOutcome(page, 'load_tasks: done');
  // An answer that never arrives.
  await page.route('**/api/simulate-slow*', () => undefined);
  const sent = page.waitForRequest('**/api/simulate-slow*');
  await page.getByRole('button', { name: 'Slow request' }).click();
  const traceparent = (await sent).headers().traceparent ?? '';
  await page.reload();
  const traceId = traceparent.split('-')[1] ?? '';
  await expect
    .poll(
      async () => {
        const spans = await spansOfTrace(traceId);
        return spans.find((span) => span.name === 'slow_request')?.attributes['lab.interrupted'];
      },
      { timeout: 20_000 },
    )
    .toBe('true');
});

test('with telemetry=off nothing is loaded, sent or traced', async ({ page }) => {
  const requests = otlpAndChunk(page);
  await page.goto('/?telemetry=off');
  await expectOutcome(page, 'load_tasks: done, not traced');
  await expect(page.getByText('as the address says')).toBeVisible();
  expect(requests).toEqual([]);
});

test('Do Not Track is respected', async ({ page }) => {
  const requests = otlpAndChunk(page);
  await page.addInitScript(() => Object.defineProperty(navigator, 'doNotTrack', { value: '1' }));
  await page.goto('/');
  await expectOutcome(page, 'load_tasks: done, not traced');
  await expect(page.getByText('as your browser asks')).toBeVisible();
  expect(requests).toEqual([]);
});

test('the page works the same when telemetry cannot be loaded', async ({ page }) => {
  await page.route('**/assets/telemetry-*.js', (route) => route.abort());
  await page.goto('/');
  await expectOutcome(page, 'load_tasks: done, not traced');
});

test('where telemetry is blocked the page works, and gives up asking', async ({ page }) => {
  let asked = 0;
  await page.route('/otlp/**', (route) => {
    asked += 1;
    return route.abort('blockedbyclient');
  });
  const errors = consoleErrorsOf(page);
  await page.clock.install();
  await page.goto('/');
  for (let second = 0; second < 10; second++) {
    await page.getByRole('radio', { name: second % 2 ? 'All' : 'Open' }).check();
    await page.clock.runFor(2_000);
  }
  await expectOutcome(page, 'filter_tasks: done');
  // Two attempts each for spans and log records; the browser logs them, not the page.
  expect(asked).toBeLessThanOrEqual(4);
  expect(errors.filter((line) => !line.includes('ERR_BLOCKED_BY_CLIENT'))).toEqual([]);
});

test('telemetry is not loaded before the first paint', async ({ page }) => {
  await page.goto('/');
  await expectOutcome(page, 'load_tasks: done');
  const [painted, asked] = await page.evaluate(() => {
    const resources = performance.getEntriesByType('resource');
    const chunk = resources.find(({ name }) => name.includes('/telemetry-'));
    return [performance.getEntriesByName('first-paint')[0]?.startTime, chunk?.startTime];
  });
  expect(asked).toBeGreaterThanOrEqual(painted ?? Number.POSITIVE_INFINITY);
});

function otlpAndChunk(page: Page): string[] {
  const requests: string[] = [];
  page.on('request', (request) => {
    if (/\/otlp\/|telemetry-/.test(new URL(request.url()).pathname)) requests.push(request.url());
  });
  return requests;
}
