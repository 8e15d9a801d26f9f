// axe-core finds no violations, in both themes and in each state of the page.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { expectOutcome } from './task-page.ts';

const task = {
  id: 1,
  title: 'Buy milk',
  description: 'Two bottles',
  completed: false,
  version: 1,
};
const done = { ...task, id: 2, title: 'Bake bread', completed: true };

const faces: Record<string, (page: Page) => Promise<void>> = {
  'tasks and chips': async (page) => {
    await serveTasks(page, [task, done]);
    await page.goto('/');
    await expectOutcome(page, 'load_tasks: done');
  },
  'editing with a conflict': async (page) => {
    await serveTasks(page, [task]);
    await page.route('/api/tasks/1', (route) =>
      route.request().method() === 'GET'
        ? route.fulfill({ json: { ...task, title: 'Buy oat milk', version: 2 } })
        : route.fulfill({ status: 412, json: { detail: 'changed' } }),
    );
    await page.goto('/');
    await page.getByRole('button', { name: 'Edit Buy milk' }).click();
    await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Buy soy milk');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Somebody made it Buy oat milk')).toBeVisible();
  },
  'an error, and the undo bar': async (page) => {
    await serveTasks(page, [task, done]);
    await page.route('/api/tasks/1', (route) => route.fulfill({ status: 204 }));
    await page.route('/api/tasks/2', (route) => route.fulfill({ status: 500, json: {} }));
    await page.goto('/');
    await page.getByRole('button', { name: 'Delete Buy milk' }).click();
    await page.getByRole('checkbox').click();
    await expect(page.getByRole('alert')).not.toBeEmpty();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  },
  'nothing there, without telemetry': async (page) => {
    await serveTasks(page, []);
    await page.goto('/?telemetry=off');
    await expect(page.getByText('No tasks yet.')).toBeVisible();
  },
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1440]) {
    for (const [face, show] of Object.entries(faces)) {
      test(`${face}, ${colorScheme}, ${width} px`, async ({ page }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: 900 });
        await show(page);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
      });
    }
  }
}

test('who asks for less motion gets none', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/');
  const moving = () =>
    page.evaluate(() => {
      const styles = [...document.querySelectorAll('*')].map((element) =>
        getComputedStyle(element),
      );
      return styles.some((s) => s.animationName !== 'none' || s.transitionDuration !== '0s');
    });
  expect(await moving()).toBe(false);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await moving(), 'else this test looks for nothing').toBe(true);
});

async function serveTasks(page: Page, tasks: object[]): Promise<void> {
  await page.route(/\/api\/tasks(\?.*)?$/, (route) =>
    route.fulfill({ json: { tasks, next_cursor: null } }),
  );
}
