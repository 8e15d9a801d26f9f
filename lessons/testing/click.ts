// Clicks on the page in a real browser, as a learner does, and reads the trace id from the page.
// Chromium is found as by the page's own tests.
import { chromium, type Page } from '@playwright/test';
import { Client } from '../../evidence/load/client.ts';
import { deleteTasksOf } from '../../evidence/load/delete-tasks.ts';
import { hexId } from '../../evidence/trace-context.ts';
import { launchOptions, pageUrl } from '../../frontend/browser/lab.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { spansOfTrace } from '../../stores/tempo.ts';

/** As the page calls it: load_tasks happens by itself when the page is opened. */
export type Action = 'load_tasks' | 'add_task' | 'complete_task';

async function perform(page: Page, action: Action, title: string): Promise<void> {
  await page.goto('/');
  if (action === 'load_tasks') return;
  await page.getByLabel('New task').fill(title);
  await page.getByRole('button', { name: 'Add task' }).click();
  if (action === 'add_task') return;
  // While the page waits for the answer to the first click, the task is busy.
  const task = page.locator('.task:not([aria-busy])').filter({ hasText: title });
  await task.getByRole('checkbox').check();
}

/** The id in the newest chip of this action. */
async function idOnPage(page: Page, action: Action): Promise<string> {
  const chip = page.locator('.chip').filter({ hasText: action }).first();
  return (await chip.locator('[data-part=trace-id]').textContent()) ?? '';
}

/**
 * Performs the action, and returns the id of its trace once the page's part of it is in Tempo. The
 * task that it adds is deleted again.
 * @throws {Error} when the page does not show an id within half a minute, or Tempo does not get it.
 */
export async function traceOf(action: Action): Promise<string> {
  const title = `lesson-1-${hexId(4)}`;
  const client = new Client(pageUrl);
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage({ baseURL: pageUrl });
    await perform(page, action, title);
    const id = await idOnPage(page, action);
    // A browser that is closed at once might not send its last spans.
    // The span of the request ends some time after that of the click.
    await pollUntilTrue(`the page's spans of ${action} in Tempo`, 30, async () => {
      const spans = (await spansOfTrace(id)).filter(({ service }) => service === 'frontend');
      return ['INTERNAL', 'CLIENT'].every((kind) => spans.some((span) => span.kind === kind));
    });
    return id;
  } finally {
    await browser.close();
    await deleteTasksOf(title, client);
    client.close();
  }
}
