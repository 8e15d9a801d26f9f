// How long after a click in a real browser Tempo has the page's own span.
import { chromium, type Page } from '@playwright/test';
import { launchOptions, pageUrl } from '../../frontend/browser/lab.ts';
import { traceIdOf } from '../../frontend/browser/task-page.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { spansOfTrace } from '../../stores/tempo.ts';

const DEADLINE_SECONDS = 60;

async function click(page: Page): Promise<number> {
  await page.getByLabel('New task').fill(`freshness ${Date.now()}`);
  const before = await page.locator('.chip').filter({ hasText: 'add_task' }).count();
  await page.getByRole('button', { name: 'Add task' }).click();
  const clicked = performance.now();
  await pollUntilTrue('the action of the click', DEADLINE_SECONDS, async () => {
    const chips = await page.locator('.chip').filter({ hasText: 'add_task' }).count();
    return chips > before;
  });
  const traceId = await traceIdOf(page, 'add_task');
  const ownSpan = async () =>
    (await spansOfTrace(traceId)).some(
      ({ name, service }) => name === 'add_task' && service === 'frontend',
    );
  await pollUntilTrue(`add_task of trace ${traceId}`, DEADLINE_SECONDS, ownSpan, { interval: 25 });
  return (performance.now() - clicked) / 1000;
}

/** Seconds from each of `count` clicks to the page's own span. */
export async function probePage(count: number): Promise<number[]> {
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage({ baseURL: pageUrl });
    await page.goto('/');
    const times: number[] = [];
    for (let number = 0; number < count; number += 1) times.push(await click(page));
    return times;
  } finally {
    await browser.close();
  }
}
