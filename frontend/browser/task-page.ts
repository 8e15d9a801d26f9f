// Steps on the page that several specs use.
import { expect, type Locator, type Page } from '@playwright/test';

export const uniqueTitle = (): string => `Test task ${Date.now()}`;

/** The list item with this title. */
export function itemOf(page: Page, title: string): Locator {
  return page.locator('.task').filter({ hasText: title });
}

/** Adds a task through the form and waits until it is stored. */
export async function addTask(page: Page, title: string): Promise<Locator> {
  await page.getByLabel('New task').fill(title);
  await page.getByRole('button', { name: 'Add task' }).click();
  const item = itemOf(page, title);
  await expect(item).toBeVisible();
  await expect(item).not.toHaveAttribute('aria-busy');
  return item;
}

/** Waits until the drawer shows the result of the latest action, such as "add_task: done". */
export async function expectOutcome(page: Page, outcome: string): Promise<void> {
  await expect(page.locator('#signals [data-part=outcome]')).toHaveText(outcome);
}

/** The trace id in the newest chip of this action. */
export async function traceIdOf(page: Page, action: string): Promise<string> {
  const chip = page.locator('.chip').filter({ hasText: action }).first();
  const id = await chip.locator('[data-part=trace-id]').textContent();
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  return id ?? '';
}

/** Collects the console's errors while the page runs. */
export function consoleErrorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (line) => {
    if (line.type() === 'error') errors.push(line.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
}
