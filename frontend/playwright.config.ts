// Runs browser/*.spec.ts against the running lab, with this machine's Chromium.
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { launchOptions, pageUrl } from './browser/lab.ts';

const root = join(import.meta.dirname, '..');

export default defineConfig({
  testDir: 'browser',
  outputDir: join(root, 'reports/browser'),
  reporter: [['list'], ['junit', { outputFile: join(root, 'reports/browser.xml') }]],
  // A trace passes through five processes; on two cores only one test at a time is reliable.
  workers: 1,
  timeout: 60_000,
  forbidOnly: true,
  // A busy CI machine may miss a deadline once; twice is a failure. Tests that needed a second try are
  // reported as flaky.
  retries: process.env.CI ? 1 : 0,
  use: { baseURL: pageUrl, screenshot: 'only-on-failure', launchOptions },
});
