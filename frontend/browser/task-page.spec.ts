// Working with tasks by mouse and keyboard, and the page's messages.
import { expect, test } from '@playwright/test';
import { addTask, consoleErrorsOf, expectOutcome, itemOf, uniqueTitle } from './task-page.ts';

test('a task is added, completed and deleted, and the console stays quiet', async ({ page }) => {
  const errors = consoleErrorsOf(page);
  const title = uniqueTitle();
  await page.goto('/');
  await page
    .getByLabel('Description', { exact: false })
    .first()
    .fill('with <b>markup</b>, as text');
  const item = await addTask(page, title);
  await expect(item).toContainText('with <b>markup</b>, as text');
  await expect(page.getByLabel('New task')).toHaveValue('');

  await item.getByRole('checkbox').check();
  await expectOutcome(page, 'complete_task: done');
  await page.reload();
  await expect(item.getByRole('checkbox')).toBeChecked();

  await item.getByRole('button', { name: `Delete ${title}` }).click();
  await expect(item).toHaveCount(0);
  await expectOutcome(page, 'delete_task: done');
  await page.reload();
  await expectOutcome(page, 'load_tasks: done');
  await expect(item).toHaveCount(0);
  expect(errors).toEqual([]);
});

test('a task is edited in place, and Escape leaves it as it was', async ({ page }) => {
  const title = uniqueTitle();
  await page.goto('/');
  const item = await addTask(page, title);
  const edit = page.getByRole('button', { name: `Edit ${title}` });
  await edit.click();
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toBeFocused();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Something else');
  await page.keyboard.press('Escape');
  await expect(item).toContainText(title);
  await expect(edit).toBeFocused();

  await edit.click();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(`${title}, edited`);
  await page.keyboard.press('Enter');
  await expectOutcome(page, 'edit_task: done');
  await page.reload();
  await expect(itemOf(page, `${title}, edited`)).toBeVisible();
  await page.getByRole('button', { name: `Delete ${title}` }).click();
  await expectOutcome(page, 'delete_task: done');
});

test('a deleted task comes back to its place', async ({ page }) => {
  const title = uniqueTitle();
  await page.goto('/');
  await addTask(page, `${title} below`);
  const item = await addTask(page, `${title} above`);
  const shown = page.locator('.task').filter({ hasText: title });
  const order = await shown.allInnerTexts();
  await item.getByRole('button', { name: 'Delete' }).click();
  await expect(item).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectOutcome(page, 'restore_task: done');
  expect(await shown.allInnerTexts()).toEqual(order);
  await expect(item.getByRole('checkbox'), 'the focus is where the task is').toBeFocused();
  for (const name of ['above', 'below']) {
    await itemOf(page, `${title} ${name}`).getByRole('button', { name: 'Delete' }).click();
    await expectOutcome(page, 'delete_task: done');
    await page.reload();
    await expectOutcome(page, 'load_tasks: done');
  }
});

test('filter, search and order find tasks, and the filter survives a reload', async ({ page }) => {
  const title = uniqueTitle();
  await page.goto('/');
  await addTask(page, `B ${title}`);
  await (await addTask(page, `A ${title}`)).getByRole('checkbox').check();
  await expectOutcome(page, 'complete_task: done');
  const found = page.locator('.task').filter({ hasText: title });

  await page.getByRole('searchbox').fill(title);
  await expectOutcome(page, 'search_tasks: done');
  await expect(found).toHaveText([/A Test/, /B Test/]);
  await page.getByLabel('Order').selectOption('Oldest first');
  await expect(found).toHaveText([/B Test/, /A Test/]);
  await page.getByRole('radio', { name: 'Done' }).check();
  await expect(found).toHaveText([/A Test/]);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Done' })).toBeChecked();
  await expect(page.getByLabel('Order')).toHaveValue('created_at');
  expect(page.url()).not.toContain(title);

  await page.getByRole('searchbox').fill('no task is called so');
  await expect(page.getByText('Nothing found.')).toBeVisible();
  await page.getByRole('radio', { name: 'Open' }).check();
  await page.getByRole('searchbox').fill(title);
  await expect(found).toHaveText([/B Test/]);
  // Not check(), which would wait to see it checked: the task leaves the list at once.
  await found.getByRole('checkbox').click();
  await expect(found, 'a completed task is not open').toHaveCount(0);
  await page.getByRole('radio', { name: 'All' }).check();
  for (const name of ['A', 'B']) {
    await page.getByRole('button', { name: `Delete ${name} ${title}` }).click();
    await expectOutcome(page, 'delete_task: done');
  }
});

test('the keyboard alone is enough', async ({ page }) => {
  const title = uniqueTitle();
  await page.goto('/');
  await page.getByLabel('New task').focus();
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  const item = itemOf(page, title);
  await expect(item).not.toHaveAttribute('aria-busy');
  await expect(page.getByLabel('New task'), 'ready for the next one').toBeFocused();

  await item.getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await expectOutcome(page, 'complete_task: done');
  for (const name of ['Edit', 'Delete']) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: `${name} ${title}` })).toBeFocused();
  }
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

test('nothing is wider than a small phone', async ({ page }) => {
  const task = { id: 1, title: 'W'.repeat(200), description: 'w'.repeat(300), completed: false };
  await page.route('/api/tasks*', (route) => route.fulfill({ json: { tasks: [task] } }));
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/');
  await expect(page.getByText('1 open, 0 done')).toBeVisible();
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await width()).toBe(320);
  await page.getByRole('button', { name: 'Signals' }).click();
  await expect(page.getByRole('button', { name: 'Send a burst' })).toBeVisible();
  expect(await width()).toBe(320);
});
