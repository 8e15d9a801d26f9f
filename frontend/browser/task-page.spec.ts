// task-page.spec.ts: what people do on the page, with mouse and keyboard, and what it says to them.
import { expect, type Page, test } from '@playwright/test';

test('a task is added, completed and deleted, and the console stays quiet', async ({ page }) => {
  const errors = consoleErrorsOf(page);
  const title = uniqueTitle();
  await page.goto('/');
  await page.getByLabel('New task').fill(title);
  await page.getByLabel('Description').fill('with <b>markup</b> that stays text');
  await page.getByRole('button', { name: 'Add task' }).click();

  const item = page.getByRole('listitem').filter({ hasText: title });
  await expect(item).toContainText('with <b>markup</b> that stays text');
  await expect(page.getByLabel('New task')).toHaveValue('');

  await item.getByRole('checkbox').check();
  await expect(page.getByText('complete_task: done')).toBeVisible();
  await page.reload();
  await expect(item.getByRole('checkbox')).toBeChecked();

  await item.getByRole('button', { name: `Delete ${title}` }).click();
  await expect(item).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('load_tasks: done')).toBeVisible();
  await expect(item).toHaveCount(0);
  expect(errors).toEqual([]);
});

test('the keyboard alone is enough', async ({ page }) => {
  const title = uniqueTitle();
  await page.goto('/');
  await page.getByLabel('New task').focus();
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  const item = page.getByRole('listitem').filter({ hasText: title });
  await expect(item).toBeVisible();
  await expect(page.getByLabel('New task'), 'ready for the next one').toBeFocused();

  await item.getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('complete_task: done')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(item).toHaveCount(0);
  await expect(page.locator('body'), 'the focus has a new place').not.toBeFocused();
});

test('a task without a title is refused with a reason', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('New task').fill('   ');
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(page.getByRole('alert')).toHaveText('A task needs a title.');
  await expect(page.getByLabel('New task')).toBeFocused();
});

test('an API that fails shows the error state, and trying again helps', async ({ page }) => {
  const problem = { status: 503, title: 'Service Unavailable', detail: 'The store is closed.' };
  await page.route('/api/tasks', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', json: problem }),
  );
  await page.goto('/');
  await expect(page.getByText('The tasks could not be loaded.')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveText('The store is closed.');
  await expect(page.locator('#trace-status')).toContainText('load_tasks: failed');

  await page.unroute('/api/tasks');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('load_tasks: done')).toBeVisible();
  await expect(page.getByRole('alert')).toBeEmpty();
  await expect(page.getByLabel('New task'), 'the button is gone, the focus is not').toBeFocused();
});

test('what was typed survives a failed addition', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByText('load_tasks: done')).toBeVisible();
  await page.route('/api/tasks', (route) => route.abort());
  await page.getByLabel('New task').fill('Do not lose me');
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(page.getByRole('alert')).toHaveText('The task API does not answer.');
  await expect(page.getByLabel('New task')).toHaveValue('Do not lose me');
});

test('without tasks the page says how to begin', async ({ page }) => {
  await page.route('/api/tasks', (route) => route.fulfill({ json: { tasks: [] } }));
  await page.goto('/');
  await expect(page.getByText('No tasks yet.')).toBeVisible();
});

test('the page works the same when telemetry cannot be loaded', async ({ page }) => {
  await page.route('**/assets/telemetry-*.js', (route) => route.abort());
  await page.goto('/');
  await expect(page.locator('#trace-status')).toContainText('load_tasks: done, not traced');
});

test('nothing is wider than a small phone', async ({ page }) => {
  const task = { id: 1, title: 'W'.repeat(200), description: 'w'.repeat(300), completed: false };
  await page.route('/api/tasks', (route) => route.fulfill({ json: { tasks: [task] } }));
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/');
  await expect(page.getByText('1 open, 0 done')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

function uniqueTitle(): string {
  return `Test task ${Date.now()}`;
}

/** Fills while the page runs with whatever the console shows as an error. */
function consoleErrorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (line) => {
    if (line.type() === 'error') errors.push(line.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
}
