// panel-links.spec.ts: from a panel of a dashboard to traces and logs, by clicking.
import { expect, type Locator, type Page, test } from '@playwright/test';
import {
  followSpanLink,
  item,
  newPane,
  onlyWithGrafana,
  panel,
  panesOf,
  spanRow,
  traceOf,
  traceOfNewTask,
} from './grafana.ts';

onlyWithGrafana();

const DURATION = 'How long do 95 % of requests take at most?';

/** Opens a dashboard over some minutes, standing still: a panel that is redrawn cannot be clicked. */
async function open(page: Page, uid: string, variables = ''): Promise<void> {
  await page.goto(`/d/${uid}?from=now-15m&to=now&refresh=1d${variables}`);
}

/** Opens a dashboard and presses an exemplar of the panel, so that its menu stays. */
async function pressExemplar(
  page: Page,
  uid: string,
  title: string,
  variables = '',
): Promise<void> {
  const marker = panel(page, title).locator('[data-testid*="Exemplar marker"]').last();
  await expect(async () => {
    await open(page, uid, variables);
    await expect(marker).toBeVisible({ timeout: 8_000 });
    await expect(page.getByLabel('Panel loading bar')).toHaveCount(0);
    await marker.click({ force: true });
    await expect(item(page, 'Open trace')).toBeVisible({ timeout: 2_000 });
  }, `an exemplar in "${title}"`).toPass({ timeout: 60_000 });
}

/** Places on the page where the panel has drawn something in colour, the newest first. */
const drawnPlaces = (plot: Locator): Promise<{ x: number; y: number }[]> =>
  plot.evaluate((over) => {
    const canvas = over.parentElement?.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return [];
    const [inner, outer] = [over.getBoundingClientRect(), canvas.getBoundingClientRect()];
    const scale = canvas.width / outer.width;
    const { data, width } = context.getImageData(0, 0, canvas.width, canvas.height);
    // The grid is grey, and the area below a line is faint.
    const isColoured = (x: number, y: number): boolean => {
      const [column = 0, row = 0] = [x - outer.left, y - outer.top].map((at) =>
        Math.floor(at * scale),
      );
      const first = (row * width + column) * 4;
      const [red = 0, green = 0, blue = 0, alpha] = data.subarray(first, first + 4);
      return alpha === 255 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60;
    };
    const places = [];
    for (let x = inner.right - 2; x > inner.left; x -= 3) {
      const column = [];
      for (let y = inner.bottom - 2; y > inner.top; y -= 3)
        if (isColoured(x, y)) column.push({ x, y });
      // The mark of a restart goes from bottom to top.
      if (column.length * 3 < inner.height / 2) places.push(...column);
    }
    return places;
  });

/**
 * Opens a dashboard and presses what a panel has drawn, the newest first, until the menu with the
 * link opens: an exemplar may lie in front.
 */
async function pressDrawn(
  page: Page,
  address: [uid: string, variables?: string],
  title: string,
  link: string,
): Promise<void> {
  const plot: Locator = panel(page, title).locator('.u-over');
  await expect(async () => {
    await open(page, ...address);
    await expect.poll(() => drawnPlaces(plot), { timeout: 8_000 }).not.toEqual([]);
    await expect(page.getByLabel('Panel loading bar')).toHaveCount(0);
    for (const { x, y } of (await drawnPlaces(plot)).slice(0, 30)) {
      await page.keyboard.press('Escape');
      await page.mouse.click(x, y);
      const opened = item(page, link).waitFor({ timeout: 700 });
      if ((await Promise.allSettled([opened]))[0].status === 'fulfilled') return;
    }
    throw new Error(`none of the places that were pressed has the link "${link}"`);
  }, `the menu of "${title}"`).toPass({ timeout: 75_000 });
}

for (const [uid, title] of [
  ['service-overview', DURATION],
  ['user-experience', 'How long do actions take, as a person waits?'],
  ['database', 'How long do 95 % of statements take at most?'],
] as const) {
  test(`${uid}: exemplar > Open trace: the trace that it names`, async ({ page }) => {
    await traceOfNewTask();
    await pressExemplar(page, uid, title);
    const address = await item(page, 'Open trace')
      .locator('xpath=ancestor-or-self::a')
      .getAttribute('href');
    const traceId = /[0-9a-f]{32}/.exec(decodeURIComponent(address ?? ''))?.[0] ?? '';
    const link = page.locator(`a[href*="${traceId}"]`).filter({ hasText: 'Open trace' });
    await expect(page.getByText(traceId, { exact: true }).last(), 'its id is shown').toBeVisible();
    await link.click();
    expect((await newPane(page, 'tempo')).query).toBe(traceId);
    await expect(page.getByTestId('TimelineRowCell').first()).toBeVisible();
  });
}

test('from the spike to the log line in four clicks', async ({ page }) => {
  await traceOf('/api/simulate-slow?delay=0.9');
  await pressExemplar(page, 'service-overview', DURATION, '&var-route=/api/simulate-slow'); // 1
  await item(page, 'Open trace').click(); // 2
  await newPane(page, 'tempo');
  const row = spanRow(page, 'GET /api/simulate-slow');
  await expect(row).toBeVisible();
  await followSpanLink(page, row, 'Related logs'); // 3 and 4
  const { query } = await newPane(page, 'loki');
  expect(query).toContain(panesOf(page)[0]?.query);
  await expect(page.getByText('▶ Request completed')).toBeVisible();
});

test('panel > Traces of this route: traces of the line that was pressed', async ({ page }) => {
  await traceOf('/api/simulate-error');
  await pressDrawn(
    page,
    ['service-overview', '&var-route=/api/simulate-error'],
    'How many requests per second?',
    'Traces of this route',
  );
  await item(page, 'Traces of this route').click();
  expect((await newPane(page, 'tempo')).query).toBe(
    '{ resource.service.name = "backend" && name = "GET /api/simulate-error" && kind = server }',
  );
  // Any of them: a search is in no order, and of those that verify sends the caller's span is unknown.
  await page
    .getByRole('link', { name: /^[0-9a-f]{8}/ })
    .first()
    .click();
  await expect(spanRow(page, 'GET /api/simulate-error')).toBeVisible();
});

test('panel > Logs of this route: lines of the line that was pressed', async ({ page }) => {
  await traceOf('/api/simulate-error');
  await pressDrawn(
    page,
    ['service-overview', '&var-route=/api/simulate-error'],
    DURATION,
    'Logs of this route',
  );
  await item(page, 'Logs of this route').click();
  expect((await newPane(page, 'loki')).query).toBe(
    '{service_name="backend"} | http_route="/api/simulate-error"',
  );
  await expect(page.getByText('Request completed').first()).toBeVisible();
});

test('cell of the heatmap > Traces with statements that took this long: of that duration', async ({
  page,
}) => {
  await traceOfNewTask();
  const title = 'How are the durations of statements distributed?';
  const link = 'Traces with statements that took this long';
  await pressDrawn(page, ['database'], title, link);
  await item(page, link).click();
  expect((await newPane(page, 'tempo')).query).toMatch(
    /^\{ span\.db\.system\.name = "sqlite"( && duration (>|<=) [\d.]+(us|ms|s)){1,2} \}/,
  );
  await expect(page.getByRole('link', { name: /^[0-9a-f]{8}/ }).first()).toBeVisible();
});

test('table of slow requests > trace id: that trace', async ({ page }) => {
  await traceOf('/api/simulate-slow?delay=1.2');
  const link = panel(page, 'Which requests were slow?').getByRole('link', { name: /^[0-9a-f]{8}/ });
  await expect(async () => {
    await open(page, 'service-overview');
    await expect(link.first()).toBeVisible({ timeout: 8_000 });
  }, 'a slow request').toPass({ timeout: 60_000 });
  const traceId = await link.first().textContent();
  await link.first().click();
  expect((await newPane(page, 'tempo')).query).toBe(traceId);
  await expect(spanRow(page, 'GET /api/simulate-slow')).toBeVisible();
});

test('log panel > Open trace: the request that wrote the line', async ({ page }) => {
  await traceOf('/api/simulate-error');
  await open(page, 'service-overview');
  await panel(page, 'What did it say about errors?').getByText('Unexpected error').first().click();
  await item(page, 'Open trace').click();
  await newPane(page, 'tempo');
  await expect(spanRow(page, 'GET /api/simulate-error')).toBeVisible();
});
