// The chips link to traces and logs, and the buttons create signals.
import { expect, test } from '@playwright/test';
import { expectOutcome, traceIdOf } from './task-page.ts';

test('each action leaves a chip with its trace', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  await expectOutcome(page, 'load_tasks: done');
  await page.getByRole('radio', { name: 'Open' }).check();
  await expectOutcome(page, 'filter_tasks: done');
  const chips = page.locator('.chip');
  await expect(chips).toHaveText([/filter_tasks done, status 200, [\d.]+ m?s/, /load_tasks done/]);

  const traceId = await traceIdOf(page, 'filter_tasks');
  await page.getByRole('button', { name: 'Copy the trace id of filter_tasks' }).click();
  await expect(chips.first()).toContainText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(traceId);

  for (const [name, datasource] of [
    ['Trace of filter_tasks', 'tempo'],
    ['Logs of filter_tasks', 'loki'],
  ] as const) {
    const link = page.getByRole('link', { name });
    const url = new URL((await link.getAttribute('href')) ?? '');
    expect(url.pathname).toMatch(/\/explore$/);
    const { a } = JSON.parse(url.searchParams.get('panes') ?? '');
    expect(a.datasource).toBe(datasource);
    expect(JSON.stringify(a.queries)).toContain(traceId);
  }
});

test('a slow request takes as long as one chooses', async ({ page }) => {
  await page.goto('/');
  await page.locator('#slow-seconds').fill('1');
  await page.getByRole('button', { name: 'Slow request' }).click();
  await expectOutcome(page, 'slow_request: done');
  await expect(page.locator('.chip').first()).toHaveText(
    /slow_request done, status 200, 1\.\d\d s/,
  );
});

test('a failing request fails as one chooses', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Status').selectOption('503');
  await page.getByRole('button', { name: 'Failing request' }).click();
  await expectOutcome(page, 'failing_request: failed');
  await expect(page.locator('.chip').first()).toHaveText(/failing_request failed, status 503/);
});

test('a burst shows its progress, leaves one chip, and can be stopped', async ({ page }) => {
  await page.goto('/');
  await expectOutcome(page, 'load_tasks: done');
  let sent = 0;
  page.on('request', (request) => {
    if (request.url().includes('/api/tasks?limit=5')) sent += 1;
  });
  await page.locator('#burst-rate').fill('10');
  await page.locator('#burst-seconds').fill('2');
  await page.getByRole('button', { name: 'Send a burst' }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expectOutcome(page, 'burst_request: done');
  expect(sent).toBe(20);
  await expect(page.locator('.chip').first()).toContainText('20 requests, 0 failed');
  await expect(page.locator('.chip')).toHaveCount(2);

  await page.locator('#burst-seconds').fill('60');
  await page.getByRole('button', { name: 'Send a burst' }).click();
  await expect(page.locator('[data-part=burst-status]')).toContainText(/[1-9]\d* of 600 requests/);
  await page.getByRole('button', { name: 'Stop the burst' }).click();
  await expect(page.getByRole('button', { name: 'Send a burst' })).toBeVisible();
  await expect(page.getByRole('progressbar')).toBeHidden();
  expect(sent).toBeLessThan(100);
});
