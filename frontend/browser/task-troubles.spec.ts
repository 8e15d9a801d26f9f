// The page when the API fails or is down, or when somebody else changed a task first.
import { expect, type Page, test } from '@playwright/test';
import { addTask, expectOutcome, itemOf, uniqueTitle } from './task-page.ts';

test('while tasks are loading the page says so', async ({ page }) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('/api/tasks*', async (route) => {
    await promise;
    await route.fulfill({ json: { tasks: [], next_cursor: null } });
  });
  await page.goto('/');
  await expect(page.getByText('Loading tasks…')).toBeVisible();
  resolve();
  await expect(page.getByText('No tasks yet.')).toBeVisible();
  await expect(page.getByText('Loading tasks…')).toBeHidden();
});

test('when the last one shown leaves and there are more, the page offers them', async ({
  page,
}) => {
  const task = {
    id: 1,
    title: 'The only one of this page',
    description: '',
    completed: false,
    version: 1,
    created_at: '2026-01-01T00:00:00.000Z',
    updated_at: '2026-01-01T00:00:00.000Z',
  };
  await page.route('/api/tasks*', (route) =>
    route.fulfill({ json: { tasks: [task], next_cursor: 'more' } }),
  );
  await page.route('/api/tasks/1', (route) => route.fulfill({ status: 204 }));
  await page.goto('/');
  await itemOf(page, task.title).getByRole('button', { name: 'Delete' }).click();
  await expectOutcome(page, 'delete_task: done');
  await expect(page.getByText('No tasks yet.')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Show more' })).toBeVisible();
});

test('an API that fails shows the error state, and trying again helps', async ({ page }) => {
  const problem = { status: 503, title: 'Service Unavailable', detail: 'The store is closed.' };
  await page.route('/api/tasks*', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', json: problem }),
  );
  await page.goto('/');
  await expect(page.getByText('The tasks could not be loaded.')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveText('The store is closed.');
  await expectOutcome(page, 'load_tasks: failed');

  await page.unroute('/api/tasks*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectOutcome(page, 'load_tasks: done');
  await expect(page.getByRole('alert')).toBeEmpty();
  await expect(page.getByLabel('New task'), 'the button is gone, the focus is not').toBeFocused();
});

test('what was typed survives a failed addition', async ({ page }) => {
  await page.goto('/');
  await expectOutcome(page, 'load_tasks: done');
  await page.route('/api/tasks', (route) => route.abort());
  await page.getByLabel('New task').fill('Do not lose me');
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(page.getByRole('alert')).toHaveText('The task API does not answer.');
  await expect(page.getByLabel('New task')).toHaveValue('Do not lose me');
  await expect(itemOf(page, 'Do not lose me')).toHaveCount(0);
});

test('a change shows at once and is taken back when it fails', async ({ page }) => {
  await page.goto('/');
  const item = await addTask(page, uniqueTitle());
  const checkbox = item.getByRole('checkbox');
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('/api/tasks/*', async (route) => {
    await promise;
    await route.fulfill({ status: 500, json: { detail: 'The disk is full.' } });
  });
  await checkbox.click();
  await expect(checkbox, 'before the answer').toBeChecked();
  resolve();
  await expect(page.getByRole('alert')).toHaveText('The disk is full.');
  await expect(checkbox, 'after the answer').not.toBeChecked();

  await item.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('alert')).toHaveText('The disk is full.');
  await expect(item).toBeVisible();
  await page.unroute('/api/tasks/*');
  await deleteTask(page, item);
});

test('without a network the page says so, and catches up when it is back', async ({
  page,
  context,
}) => {
  await page.goto('/');
  await expectOutcome(page, 'load_tasks: done');
  await context.setOffline(true);
  await expect(page.getByText('You are offline.')).toBeVisible();
  await page.getByRole('radio', { name: 'Done' }).check();
  await expect(page.getByRole('alert')).toHaveText('The task API does not answer.');
  await context.setOffline(false);
  await expect(page.getByText('You are offline.')).toBeHidden();
  await expectOutcome(page, 'load_tasks: done');
});

test('two people change different things: both are kept', async ({ page, request }) => {
  await page.goto('/');
  const title = uniqueTitle();
  const item = await addTask(page, title);
  await somebodyChanges(page, request, title, { description: 'added elsewhere' });
  await item.getByRole('checkbox').check();
  await expectOutcome(page, 'complete_task: done');
  await expect(item).toContainText('added elsewhere');
  await expect(item.getByRole('checkbox')).toBeChecked();
  await deleteTask(page, item);
});

test('two people change the same thing: the page shows both, and one decides', async ({
  page,
  request,
}) => {
  await page.goto('/');
  const title = uniqueTitle();
  await addTask(page, title);
  await page.getByRole('button', { name: `Edit ${title}` }).click();
  await somebodyChanges(page, request, title, { title: `${title}, theirs` });
  const input = page.getByRole('textbox', { name: 'Title', exact: true });
  await input.fill(`${title}, mine`);
  await page.keyboard.press('Enter');

  await expect(page.getByRole('alert')).toContainText('Somebody else changed this task meanwhile.');
  await expect(input, 'what I typed is not lost').toHaveValue(`${title}, mine`);
  await expect(page.getByText(`Somebody made it ${title}, theirs`)).toBeVisible();
  await page.getByRole('button', { name: 'Use theirs for the title' }).click();
  await expect(input).toHaveValue(`${title}, theirs`);
  await input.fill(`${title}, merged`);
  await page.getByRole('button', { name: 'Save' }).click();
  await expectOutcome(page, 'edit_task: done');
  await page.reload();
  await deleteTask(page, itemOf(page, `${title}, merged`));
});

async function deleteTask(page: Page, item: ReturnType<typeof itemOf>): Promise<void> {
  await item.getByRole('button', { name: 'Delete' }).click();
  await expectOutcome(page, 'delete_task: done');
}

/** Changes the task without the page's knowledge. */
async function somebodyChanges(
  page: Page,
  request: Page['request'],
  title: string,
  change: object,
): Promise<void> {
  const { tasks } = await (
    await request.get(`/api/tasks?search=${encodeURIComponent(title)}`)
  ).json();
  const { id } = tasks.find((task: { title: string }) => task.title === title);
  const changed = await request.patch(`/api/tasks/${id}`, { data: change });
  expect(changed.ok(), await changed.text()).toBe(true);
  await expect(page.locator('.task').filter({ hasText: title })).toHaveCount(1);
}
