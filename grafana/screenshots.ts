// screenshots.ts: the pictures of Grafana and of the report. Run it with `npm run screenshots
// --workspace grafana` while the lab runs, after `npm run report`: it makes some traffic, follows the
// links as a person would, and writes docs/images.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, expect, type Page } from '@playwright/test';
import { launchOptions, pageUrl } from '../frontend/browser/lab.ts';
import { addTask, traceIdOf, uniqueTitle } from '../frontend/browser/task-page.ts';
import { serviceMapUrl } from '../stores/grafana-links.ts';
import { followSpanLink, grafanaUrl, openTrace, panel } from './browser/grafana.ts';
import makeTraffic from './browser/make-traffic.ts';

const shown = join(import.meta.dirname, '../docs/images');

const pictures: Record<string, (page: Page) => Promise<void>> = {
  async 'grafana-trace-logs'(page) {
    await page.goto(pageUrl);
    const item = await addTask(page, uniqueTitle());
    const traceId = await traceIdOf(page, 'add_task');
    await item.getByRole('button', { name: 'Delete' }).click();
    const row = await openTrace(page, traceId, 'POST /api/tasks');
    await followSpanLink(page, row, 'Related logs');
    await page.getByText('▶ Request completed').waitFor();
  },
  async 'grafana-service-overview'(page) {
    await page.goto('/d/service-overview?from=now-5m&to=now&refresh=1d');
    await panel(page, 'Which requests were slow?').getByRole('link').first().waitFor();
    await expect(page.getByLabel('Panel loading bar')).toHaveCount(0);
  },
  async 'grafana-service-map'(page) {
    await page.goto(serviceMapUrl(''));
    const backend = page.getByTestId('node-click-rect-backend');
    await page.getByTestId('node-click-rect-frontend').waitFor();
    await backend.scrollIntoViewIfNeeded();
    await backend.click({ force: true });
    await page.getByText('View traces').waitFor();
  },
  async report(page) {
    await page.goto(pathToFileURL(join(import.meta.dirname, '../reports/report.html')).href);
  },
};

await makeTraffic();
const browser = await chromium.launch(launchOptions);
for (const [name, show] of Object.entries(pictures)) {
  const page = await browser.newPage({
    baseURL: grafanaUrl,
    viewport: { width: 1440, height: 1100 },
  });
  // The menu on the left has nothing to show here.
  await page.addInitScript(() => localStorage.setItem('grafana.navigation.docked', 'false'));
  await show(page);
  await page.screenshot({ path: join(shown, `${name}.png`) });
  process.stdout.write(`${name}.png\n`);
  await page.close();
}
await browser.close();
