// Takes pictures of the page's main states in both themes. Run it with `npm run screenshots` while the
// lab runs. Pictures for the README go to docs/images, the rest to reports/screenshots. The tasks are
// defined here, so that the pictures look the same each time.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { launchOptions, pageUrl } from './browser/lab.ts';

const root = join(import.meta.dirname, '..');
const shown = join(root, 'docs/images');
const looked = join(root, 'reports/screenshots');
const wide = { width: 1120, height: 760 };
const phone = { width: 320, height: 640 };

const task = (id: number, title: string, description = '', completed = false) => ({
  id,
  title,
  description,
  completed,
  version: 1,
});
const tasks = [
  task(4, 'Open the trace of this click', 'From the browser down to the SQL, in one picture.'),
  task(3, 'Find the log lines of a failing request'),
  task(2, 'See a latency as an exemplar', 'The dots on the dashboard lead to traces.', true),
  task(1, 'Start the lab', '', true),
];

interface Picture {
  folder: string;
  size: typeof wide;
  show: (page: Page) => Promise<void>;
}

const pictures: Record<string, Picture> = {
  page: { folder: shown, size: wide, show: someActions },
  phone: { folder: looked, size: phone, show: someActions },
  conflict: { folder: looked, size: wide, show: conflict },
  empty: { folder: looked, size: phone, show: (page) => open(page, []) },
};

const browser = await chromium.launch(launchOptions);
for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, { folder, size, show }] of Object.entries(pictures)) {
    const context = await browser.newContext({
      baseURL: pageUrl,
      colorScheme,
      viewport: size,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await show(page);
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
    await context.close();
  }
}
await browser.close();

async function open(page: Page, all: object[]): Promise<void> {
  await page.route(/\/api\/tasks(\?.*)?$/, (route) =>
    route.fulfill({ json: { tasks: all, next_cursor: null } }),
  );
  await page.goto('/');
  await page.getByText('load_tasks: done').waitFor();
}

async function someActions(page: Page): Promise<void> {
  await page.route('/api/tasks/3', (route) =>
    route.fulfill({ json: { ...tasks[1], completed: true, version: 2 } }),
  );
  await open(page, tasks);
  await page.getByRole('checkbox').nth(1).check();
  await page.getByText('complete_task: done').waitFor();
  await page.getByRole('checkbox').nth(1).blur();
}

async function conflict(page: Page): Promise<void> {
  await page.route('/api/tasks/4', (route) =>
    route.request().method() === 'GET'
      ? route.fulfill({ json: { ...tasks[0], title: 'Open the trace of that click', version: 2 } })
      : route.fulfill({ status: 412, json: {} }),
  );
  await open(page, tasks);
  await page.getByRole('button', { name: /^Edit Open the trace/ }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Open the trace of my click');
  await page.keyboard.press('Enter');
  await page.getByText('Somebody made it Open the trace').waitFor();
}
