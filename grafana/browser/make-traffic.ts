// make-traffic.ts: makes something happen before the specs look: every action of the page, every
// route of the API, and a few failures.
import { chromium } from '@playwright/test';
import { Client } from '../../evidence/load/client.ts';
import { type KindName, kindOf, pathOf } from '../../evidence/load/kinds.ts';
import { launchOptions, pageUrl } from '../../frontend/browser/lab.ts';
import { addTask, expectOutcome, uniqueTitle } from '../../frontend/browser/task-page.ts';
import { grafanaRuns } from './grafana.ts';

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

/** Each route of the API, with its failures. */
async function useTheApi(client: Client): Promise<void> {
  const send = (kind: KindName, task?: number, body = kindOf(kind).body) =>
    client.send({ method: kindOf(kind).method, path: pathOf(kind, task), body });
  const created = await send('create', undefined, { title: 'Seen in every panel' });
  const { id } = JSON.parse(created.body) as { id: number };
  await send('update', id);
  await client.send({ method: 'GET', path: '/api/tasks?search=panel' });
  await send('delete', id);
  for (const kind of ['absent', 'slow', 'error'] as const) await send(kind);
}

/** Called by Playwright before all tests. */
export default async function makeTraffic(): Promise<void> {
  if (!(await grafanaRuns())) return;
  await useThePage();
  const client = new Client(pageUrl);
  for (let times = 0; times < 5; times += 1) await useTheApi(client);
  client.close();
}
