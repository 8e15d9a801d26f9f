// Telemetry outlives the page's network and its collector: what cannot be sent is kept, and arrives
// later, in another page if need be. Ten minutes and 200 actions: OFFLINE_ACTIONS=200.
import { expect, type Page, test } from '@playwright/test';
import { spansOfTrace } from '../../stores/tempo.ts';
import { containerOf, docker, UP } from './containers.ts';
import { consoleErrorsOf, expectOutcome, traceIdOf } from './task-page.ts';

const ACTIONS = Number(process.env.OFFLINE_ACTIONS ?? 20);

/** Filters the list `times` times, and returns the traces of these actions. */
async function filterTasks(page: Page, times: number, outcome: string): Promise<string[]> {
  const traces = new Set<string>();
  for (let time = 0; time < times; time += 1) {
    const before = traces.size;
    await page.getByRole('radio', { name: time % 2 ? 'All' : 'Open' }).check();
    await expectOutcome(page, `filter_tasks: ${outcome}`);
    await expect
      .poll(async () => traces.add(await traceIdOf(page, 'filter_tasks')).size)
      .toBeGreaterThan(before);
  }
  return [...traces];
}

/** Waits until Tempo has the page's span of each action, once. */
async function expectOnceEach(traces: string[], times: number): Promise<void> {
  expect(traces).toHaveLength(times);
  const open = new Set(traces);
  await expect
    .poll(
      async () => {
        for (const traceId of open) {
          const spans = await spansOfTrace(traceId);
          const found = spans.filter(({ name }) => name === 'filter_tasks').length;
          expect(found, `${traceId} more than once`).toBeLessThanOrEqual(1);
          if (found === 1) open.delete(traceId);
        }
        return open.size;
      },
      { message: 'actions without a trace', timeout: 60_000 + times * 500 },
    )
    .toBe(0);
}

/** How many batches the page keeps in IndexedDB. */
const keptBatches = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('otel-lab.telemetry');
        opening.onsuccess = () => {
          const counting = opening.result.transaction('batches').objectStore('batches').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );

test(`${ACTIONS} actions without a network arrive when it is back`, async ({ page, context }) => {
  test.setTimeout(120_000 + ACTIONS * 1000);
  await page.goto('/');
  await expectOutcome(page, 'load_tasks: done');
  await context.setOffline(true);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  const traces = await filterTasks(page, ACTIONS, 'failed');
  expect(requests.filter((path) => path.startsWith('/otlp'))).toEqual([]);
  await context.setOffline(false);
  await expectOnceEach(traces, ACTIONS);
});

test('actions without a collector arrive after a reload, and the console stays quiet', async ({
  page,
}) => {
  test.skip(
    containerOf('otel-collector') === '',
    'this lab does not run under Docker Compose here',
  );
  const errors = consoleErrorsOf(page);
  docker('compose', 'stop', 'otel-collector');
  let traces: string[];
  try {
    await page.goto('/');
    await expectOutcome(page, 'load_tasks: done');
    traces = await filterTasks(page, 5, 'done');
    // A page that is left before it has tried to send cannot know better than to send.
    await expect.poll(() => keptBatches(page)).toBeGreaterThan(0);
    await page.reload();
    await expectOutcome(page, 'load_tasks: done');
  } finally {
    docker(...UP, 'otel-collector');
  }
  await expectOnceEach(traces, 5);
  expect(errors).toEqual([]);
});

test('an action right before a reload arrives once', async ({ page }) => {
  const traces: string[] = [];
  for (let time = 0; time < 5; time += 1) {
    // Until the collector has answered once, nobody knows whether there is a way: what is on its way when
    // the page is left then is also kept, and may arrive twice.
    const answer = page.waitForResponse('**/otlp/**');
    await page.goto('/');
    await answer;
    traces.push(...(await filterTasks(page, 1, 'done')));
  }
  await page.reload();
  await expectOnceEach(traces, 5);
});

test('with telemetry=off nothing is stored', async ({ page }) => {
  await page.goto('/?telemetry=off');
  await expectOutcome(page, 'load_tasks: done, not traced');
  const names = () =>
    page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(await names()).toEqual([]);
  await page.reload();
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  await page.goto('/');
  await expect.poll(names).toEqual(['otel-lab.telemetry']);
});
