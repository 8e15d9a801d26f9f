// task-page.ts: what the specs do on the page again and again.
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

/** Waits until the drawer says how the latest action ended, as in "add_task: done". */
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

/** Fills while the page runs with whatever the console shows as an error. */
export function consoleErrorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (line) => {
    if (line.type() === 'error') errors.push(line.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
}
