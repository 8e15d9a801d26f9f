// The guide at /guide/: every page opens, no link is dead, search finds, axe-core finds nothing.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

/** Same-origin addresses in a page's links and pictures, without fragments. */
const addressesIn = (html: string, page: string): string[] =>
  [...html.matchAll(/ (?:href|src|srcset)="([^"]*)"/g)]
    .map(([, link = '']) => new URL(link, page))
    .filter(({ origin }) => origin === new URL(page).origin)
    .map(({ pathname }) => pathname);

test('every link and picture of every page leads somewhere', async ({ request, baseURL }) => {
  const known = new Set(['/guide/']);
  const dead: string[] = [];
  // A set's forEach also visits what is added meanwhile.
  for (const path of known) {
    const answer = await request.get(path);
    if (!answer.ok()) dead.push(path);
    if (!path.startsWith('/guide/') || !answer.headers()['content-type']?.includes('html'))
      continue;
    const found = addressesIn(await answer.text(), `${baseURL}${path}`);
    for (const address of found) known.add(address);
  }
  expect(dead).toEqual([]);
  expect(known.size).toBeGreaterThan(60);
});

test('the page leads to the guide, and its search to a section', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto('/');
  await page.getByRole('link', { name: 'Guide' }).click();
  await page.getByRole('searchbox', { name: 'Search the guide' }).fill('memory limit');
  await page
    .getByRole('link', { name: /^Tuning: / })
    .first()
    .click();
  await expect(page).toHaveURL(/\/guide\/tuning\/#/);
  await expect(page.getByRole('heading', { name: 'Tuning' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("an alert's link opens its runbook", async ({ page }) => {
  await page.goto('/runbooks/store-down');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('StoreDown');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const path of ['', 'tuning/', 'lessons/03-two-traces/', 'runbooks/store-down/']) {
    test(`axe-core finds nothing in /guide/${path}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(`/guide/${path}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    });
  }
}
