// playwright.config.ts: browser/*.spec.ts against the Grafana of the running lab.
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { launchOptions } from '../frontend/browser/lab.ts';
import { grafanaUrl, login } from './browser/grafana.ts';

const root = join(import.meta.dirname, '..');

export default defineConfig({
  testDir: 'browser',
  outputDir: join(root, 'reports/grafana'),
  globalSetup: './browser/make-traffic.ts',
  reporter: [['list'], ['junit', { outputFile: join(root, 'reports/grafana.xml') }]],
  workers: 1,
  timeout: 90_000,
  // Grafana waits for its stores; a busy machine is slow, not wrong.
  expect: { timeout: 20_000 },
  forbidOnly: true,
  retries: process.env.CI ? 1 : 0,
  use: {
    baseURL: grafanaUrl,
    extraHTTPHeaders: login,
    viewport: { width: 1500, height: 1100 },
    screenshot: 'only-on-failure',
    launchOptions,
  },
});
