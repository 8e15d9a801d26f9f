// What people type stays in the database, whatever it is.
import { expect, test } from '@playwright/test';
import { canaries, plain } from '../../evidence/privacy/canaries.ts';
import { logRecords } from '../../stores/loki.ts';
import { spansOfTrace } from '../../stores/tempo.ts';
import { addTask, traceIdOf } from './task-page.ts';

test('private values of all kinds that are typed are in no trace and no log line', async ({
  page,
}) => {
  const since = Date.now() / 1000 - 1;
  const typed = canaries();
  const traceIds: string[] = [];
  await page.goto('/');
  for (const { text } of typed) {
    const title = text.replaceAll('\n', ' ');
    const item = await addTask(page, title);
    traceIds.push(await traceIdOf(page, 'add_task'));
    await item.getByRole('button', { name: 'Delete' }).click();
    await expect(item).toBeHidden();
  }
  const kept: string[] = [];
  for (const traceId of traceIds) {
    const spans = () => spansOfTrace(traceId);
    await expect
      .poll(async () => (await spans()).map(({ service }) => service), { timeout: 60_000 })
      .toEqual(expect.arrayContaining(['frontend', 'backend']));
    kept.push(JSON.stringify(await spans()));
  }
  const last = traceIds.at(-1);
  const lines = () =>
    logRecords('{service_name=~"frontend|backend"}', { start: since, limit: 5000 });
  const isThere = async () =>
    (await lines()).some(({ attributes }) => attributes.trace_id === last);
  await expect.poll(isThere, { timeout: 60_000 }).toBe(true);
  kept.push(JSON.stringify(await lines()));
  const text = plain(kept.join());
  expect(typed.filter(({ secret }) => text.includes(secret)).map(({ kind }) => kind)).toEqual([]);
});
