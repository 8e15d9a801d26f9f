// Measures how much telemetry delays the page's largest content (LCP). Run it with `npm run bench`
// while the lab runs. Loads the page in pairs, with and without telemetry, each in a fresh profile,
// over a slow connection, where a blocking chunk is visible.
import { type Browser, chromium } from '@playwright/test';
import { median } from '../../evidence/statistics.ts';
import { launchOptions, pageUrl } from '../browser/lab.ts';

const PAIRS = Number(process.argv[2] ?? 15);
// A phone with bad reception: 1.6 Mbit/s and a round trip of 150 ms.
const SLOW = {
  offline: false,
  latency: 150,
  downloadThroughput: 200_000,
  uploadThroughput: 90_000,
};
const OFF = '/?telemetry=off';
const ON = '/';

const browser = await chromium.launch(launchOptions);
// The first load only warms up browser and server.
await largestPaint(browser, ON);
// First two equal runs: their difference is noise; smaller ratios mean nothing.
const noise = await pairs(OFF, OFF);
const cost = await pairs(ON, OFF);
await browser.close();

tell(
  'LCP with telemetry',
  cost.map(([first]) => first),
  'ms',
);
tell(
  'LCP without',
  cost.map(([, second]) => second),
  'ms',
);
tell(
  'ratio of without to without (noise)',
  noise.map(([first, second]) => first / second),
  '',
);
tell(
  'ratio of with to without',
  cost.map(([first, second]) => first / second),
  '',
);

async function pairs(first: string, second: string): Promise<[number, number][]> {
  const found: [number, number][] = [];
  for (let i = 0; i < PAIRS; i++) {
    // The order alternates, so that drift affects both equally.
    const swap = i % 2 === 1;
    const one = await largestPaint(browser, swap ? second : first);
    const other = await largestPaint(browser, swap ? first : second);
    found.push(swap ? [other, one] : [one, other]);
  }
  return found;
}

/** Milliseconds from the start of the navigation to the largest contentful paint. */
async function largestPaint(from: Browser, path: string): Promise<number> {
  const context = await from.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW);
  await page.goto(pageUrl + path);
  await page.getByText('load_tasks: done').waitFor();
  await page.waitForLoadState('networkidle');
  const time = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) =>
          resolve(list.getEntries().at(-1)?.startTime ?? 0),
        ).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
  await context.close();
  return time;
}

function tell(what: string, values: number[], unit: string): void {
  const digits = unit === '' ? 3 : 0;
  const numbers = [Math.min(...values), median(values), Math.max(...values)];
  const [low, middle, high] = numbers.map((value) => value.toFixed(digits));
  process.stdout.write(`${what}: median ${middle} ${unit}, from ${low} to ${high}\n`);
}
