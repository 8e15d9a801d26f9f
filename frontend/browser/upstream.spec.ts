// The page when a service behind nginx stops or returns at another address. Stops and starts services
// of the lab under test.
import { expect, test } from '@playwright/test';
import { containerOf, docker, UP } from './containers.ts';
import { consoleErrorsOf, expectOutcome } from './task-page.ts';

/** 'away' when the address refuses or does not answer. */
const AWAY = /^The task API (cannot be reached|did not answer in time)\.$/;

test('a backend with a new address is found without a restart', async ({ page }) => {
  test.skip(containerOf('backend') === '', 'this lab does not run under Docker Compose here');
  await page.goto('/');
  await expectOutcome(page, 'load_tasks: done');
  const before = addressOf(containerOf('backend'));
  const [network = ''] = Object.keys(networksOf(containerOf('backend')));
  const image = process.env.BUSYBOX_IMAGE ?? 'busybox:1.37.0-musl';
  docker('compose', 'stop', 'backend');
  const squatters: string[] = [];
  try {
    // Docker assigns the lowest free address, so something else must take the old one.
    while (!squatters.some((container) => addressOf(container) === before)) {
      expect(squatters.length, `nobody gets ${before}`).toBeLessThan(10);
      squatters.push(
        docker('run', '--detach', '--rm', '--network', network, image, 'sleep', '120'),
      );
    }
    await page.getByRole('radio', { name: 'Open' }).check();
    await expect(page.getByRole('alert')).toHaveText(AWAY);
    docker(...UP, '--force-recreate', 'backend');
    expect(addressOf(containerOf('backend')), 'else this test shows nothing').not.toBe(before);
    // nginx caches an address for five seconds.
    await expect(async () => {
      await page.reload();
      await expectOutcome(page, 'load_tasks: done');
    }).toPass({ timeout: 20_000 });
  } finally {
    if (squatters.length > 0) docker('rm', '--force', ...squatters);
    docker(...UP, 'backend');
  }
});

test('without a collector the page works the same, and the console stays quiet', async ({
  page,
}) => {
  test.skip(containerOf('backend') === '', 'this lab does not run under Docker Compose here');
  // After the previous test nginx may use an old address for up to 5 s.
  await expect
    .poll(async () => (await page.request.get('/api/tasks?limit=1')).status(), {
      message: 'the API through nginx, before the collector stops',
      timeout: 20_000,
    })
    .toBe(200);
  const errors = consoleErrorsOf(page);
  docker('compose', 'stop', 'otel-collector');
  try {
    await page.goto('/');
    await expectOutcome(page, 'load_tasks: done');
    const answer = page.waitForResponse('**/otlp/v1/traces');
    await page.getByRole('radio', { name: 'Open' }).check();
    await expectOutcome(page, 'filter_tasks: done');
    expect((await answer).status()).toBe(200);
    expect(errors).toEqual([]);
  } finally {
    docker(...UP, 'otel-collector');
  }
});

function networksOf(container: string): Record<string, { IPAddress: string }> {
  return JSON.parse(docker('inspect', '--format', '{{json .NetworkSettings.Networks}}', container));
}

function addressOf(container: string): string {
  return Object.values(networksOf(container))[0]?.IPAddress ?? '';
}
