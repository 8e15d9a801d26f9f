// playwright.config.ts: browser/*.spec.ts against the running lab, with the Chromium of this machine.
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { launchOptions, pageUrl } from './browser/lab.ts';

const root = join(import.meta.dirname, '..');

export default defineConfig({
  testDir: 'browser',
  outputDir: join(root, 'reports/browser'),
  reporter: [['list'], ['junit', { outputFile: join(root, 'reports/browser.xml') }]],
  // A trace must come through five processes; two cores are not to be shared with other tests.
  workers: 1,
  timeout: 60_000,
  forbidOnly: true,
  // A CI machine that does other work as well may miss a deadline once; twice is a failure. What
  // needed a second try is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  use: { baseURL: pageUrl, screenshot: 'only-on-failure', launchOptions },
});
