// The guide at /guide/: every page opens, no link is dead, search finds, axe-core finds nothing.
import AxeBuilder from '@axe-core/playwright';
import { type APIRequestContext, expect, test } from '@playwright/test';
import { pageUrl } from './lab.ts';

/** Same-origin addresses in a page's links and pictures, without fragments. */
const addressesIn = (html: string, page: string): string[] =>
  [...html.matchAll(/ (?:href|src|srcset)="([^"]*)"/g)]
    .map(([, link = '']) => new URL(link, page))
    .filter(({ origin }) => origin === new URL(page).origin)
    .map(({ pathname }) => pathname);

/** Follows all links of the guide from its first page on: the paths that answer, and those that don't. */
async function crawl(request: APIRequestContext) {
  const known = new Set(['/guide/']);
  const pages: string[] = [];
  const dead: string[] = [];
  // A set's forEach also visits what is added meanwhile.
  for (const path of known) {
    const answer = await request.get(path);
    if (!answer.ok()) dead.push(path);
    if (!path.startsWith('/guide/') || !answer.headers()['content-type']?.includes('html'))
      continue;
    pages.push(path);
    const found = addressesIn(await answer.text(), `${pageUrl}${path}`);
    for (const address of found) known.add(address);
  }
  return { pages, dead };
}

test('every link and picture of every page leads somewhere', async ({ request }) => {
  const { pages, dead } = await crawl(request);
  expect(dead).toEqual([]);
  expect(pages.length).toBeGreaterThan(60);
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

test('the page leads to the lessons', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Next lesson' }).click();
  // To one of them, or without progress to the list.
  await expect(page).toHaveURL(/\/guide\/lessons\//);
});

test("an alert's link opens its runbook", async ({ page }) => {
  await page.goto('/runbooks/store-down');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('StoreDown');
});

test('axe-core finds nothing in any page', async ({ page, request }) => {
  test.setTimeout(600_000);
  const violations: unknown[] = [];
  const look = async (path: string, axe = new AxeBuilder({ page })) => {
    await page.goto(path);
    const found = await axe.analyze();
    const elements = found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
    violations.push(...elements.map((element) => [path, ...element]));
  };
  // The navigation is the same in each page: two pages are asked about it, in both themes.
  await page.emulateMedia({ colorScheme: 'light' });
  for (const path of (await crawl(request)).pages)
    await look(path, new AxeBuilder({ page }).exclude('nav'));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await look('/guide/tuning/');
    await look('/guide/QUICK-REFERENCE/');
  }
  expect(violations).toEqual([]);
});
