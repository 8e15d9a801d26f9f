// make-traffic.ts: a lab in which something happened, before the specs look at it: every action of
// the page, every route of the API, and a few failures.
import { chromium } from '@playwright/test';
import { launchOptions, pageUrl } from '../../frontend/browser/lab.ts';
import { addTask, expectOutcome, uniqueTitle } from '../../frontend/browser/task-page.ts';
import { grafanaRuns } from './grafana.ts';

const json = { 'content-type': 'application/json' };

async function useThePage(): Promise<void> {
  const browser = await chromium.launch(launchOptions);
  const page = await browser.newPage({ baseURL: pageUrl });
  await page.goto('/');
  const item = await addTask(page, uniqueTitle());
  await item.getByRole('button', { name: 'Delete' }).click();
  await expectOutcome(page, 'delete_task: done');
  for (const name of ['Unhandled exception', 'Failing request', 'Slow request']) {
    await page.getByRole('button', { name }).click();
  }
  await expectOutcome(page, 'slow_request: done');
  // Some vitals are known, and sent, when the page is left.
  await page.goto('about:blank');
  await browser.close();
}

async function useTheApi(): Promise<void> {
  const tasks = `${pageUrl}/api/tasks`;
  const body = JSON.stringify({ title: 'Seen in every panel' });
  const created = await fetch(tasks, { method: 'POST', headers: json, body });
  const { id } = (await created.json()) as { id: number };
  await fetch(`${tasks}/${id}`, { method: 'PATCH', headers: json, body: '{"completed": true}' });
  await fetch(`${tasks}?search=panel`);
  await fetch(`${tasks}/${id}`, { method: 'DELETE' });
  await fetch(`${tasks}/${id}`);
  await fetch(`${pageUrl}/api/simulate-slow?delay=0.3`);
  await fetch(`${pageUrl}/api/simulate-error`);
}

/** Called by Playwright before all tests. */
export default async function makeTraffic(): Promise<void> {
  if (!(await grafanaRuns())) return;
  await useThePage();
  for (let times = 0; times < 5; times += 1) await useTheApi();
}
