// dashboards.spec.ts: each dashboard opens, shows no error, and is photographed to be looked at.
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { lab } from '../../stores/lab.ts';
import { dashboards } from '../src/dashboards.ts';
import { onlyWithGrafana, panel } from './grafana.ts';

onlyWithGrafana();

const pictures = join(import.meta.dirname, '../../reports/dashboards');

/** The rows of the grid are 30 pixels high, with 8 between them; the page's head takes some more. */
const heightOf = (panels: { gridPos: { y: number; h: number } }[]): number =>
  260 + 38 * Math.max(...panels.map(({ gridPos }) => gridPos.y + gridPos.h));

test('Grafana opens with the tour, which leads to the page of this lab', async ({ page }) => {
  await page.goto('/');
  const link = panel(page, 'A tour in six clicks').getByRole('link', { name: 'app' });
  const { protocol, port } = new URL(lab.frontend);
  const url = process.env.LAB_URL || `${protocol}//localhost:${port}`;
  await expect(link).toHaveAttribute('href', url);
});

// biome-ignore lint/suspicious/noExplicitAny: the builders' panel types differ by kind.
for (const { uid, title, panels } of dashboards() as any[]) {
  test(`dashboard ${uid}: every panel is drawn, without an error`, async ({ page }) => {
    const refused: string[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
    });
    await page.setViewportSize({ width: 1500, height: heightOf(panels) });
    await page.goto(`/d/${uid}`);
    await expect(page).toHaveTitle(new RegExp(title));
    for (const each of panels) await expect(panel(page, each.title)).toBeVisible();
    await expect(page.getByLabel('Panel loading bar')).toHaveCount(0);
    await page.screenshot({ path: join(pictures, `${uid}.png`) });
    await expect(page.getByTestId(/Panel status error/)).toHaveCount(0);
    expect(refused, 'addresses that were answered with an error').toEqual([]);
  });
}
