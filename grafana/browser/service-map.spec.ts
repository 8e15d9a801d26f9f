// service-map.spec.ts: from a node, an edge and a row of the service graph to metrics and traces.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { serviceMapUrl } from '../../stores/grafana-links.ts';
import { item, newPane, onlyWithGrafana } from './grafana.ts';

onlyWithGrafana();

const node = (page: Page, name: string): Locator => page.getByTestId(`node-click-rect-${name}`);

/** Opens the service graph, once it knows who calls whom. */
async function openMap(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto(serviceMapUrl(''));
    for (const name of ['frontend', 'backend', 'tasks.db']) {
      await expect(node(page, name)).toBeVisible({ timeout: 10_000 });
    }
  }, 'frontend > backend > tasks.db').toPass({ timeout: 120_000 });
}

for (const [link, source, asked, words] of [
  ['Request rate', 'prometheus', 'traces_service_graph_request_total{server="backend"}'],
  [
    'Request histogram',
    'prometheus',
    'traces_service_graph_request_server_seconds_bucket{server="backend"}',
    /^Request (classic )?histogram$/, // with the word since Grafana 12
  ],
  [
    'Failed request rate',
    'prometheus',
    'traces_service_graph_request_failed_total{server="backend"}',
  ],
  ['View traces', 'tempo', 'backend'],
] as [string, string, string, RegExp?][]) {
  test(`node backend > ${link}: of this service`, async ({ page }) => {
    await openMap(page);
    await node(page, 'backend').click({ force: true });
    await item(page, words ?? link).click();
    expect((await newPane(page, source)).query.replaceAll(' ', '')).toContain(asked);
    await expect(page.getByText('No data')).toHaveCount(0);
  });
}

test('edge frontend > backend > Request rate: of this pair', async ({ page }) => {
  await openMap(page);
  await page
    .locator('[aria-label^="Edge from: frontend to: backend"]')
    .first()
    .click({ force: true });
  await item(page, 'Request rate').click();
  const { query } = await newPane(page, 'prometheus');
  expect(query).toContain('server="backend"');
  expect(query).toContain('client="frontend"');
});

test('its table has rate, errors and duration, and leads to the traces of a row', async ({
  page,
}) => {
  await openMap(page);
  const row = page.getByRole('row').filter({ hasText: 'POST /api/tasks' }).first();
  await expect(row.getByText(/^\d+(\.\d+)? (µs|ms|s)$/)).toBeVisible();
  await row.getByText('Tempo', { exact: true }).click();
  expect((await newPane(page, 'tempo')).source).toBe('tempo');
  await expect(page.getByText('POST /api/tasks').first()).toBeVisible();
});
