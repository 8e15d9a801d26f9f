// dashboard-load.ts: how long after opening a dashboard have all its panels been answered? Asks the
// running lab, over the last hour, each dashboard several times in turn.
//   npm run bench --workspace grafana [-- ROUNDS]      (default: 5)
// Prints the median and the range, in seconds from the dashboard's own request to the last answer of
// a store. The objective is 2 s. Grafana 13 streams searches in Tempo over a WebSocket, which is not
// measured: there the figure does not include the tables of traces.
import { chromium, type Page } from '@playwright/test';
import { median } from '../../evidence/statistics.ts';
import { launchOptions } from '../../frontend/browser/lab.ts';
import { grafanaUrl } from '../browser/grafana.ts';
import { dashboards } from '../src/dashboards.ts';

const rounds = Number(process.argv[2] ?? 5);
// The second is that of Grafana 13.
const isDashboard = (url: string, uid: string) =>
  [`/api/dashboards/uid/${uid}`, `/dashboards/${uid}/`].some((part) => url.includes(part));
const isQuery = (url: string) => /\/api\/(ds\/query|datasources\/proxy)/.test(url);

/** Seconds from the request for the dashboard until no panel waits any more. */
async function load(page: Page, uid: string): Promise<number> {
  let opened = 0;
  let last = 0;
  let waiting = 0;
  page.on('request', (request) => {
    if (isDashboard(request.url(), uid)) opened ||= performance.now();
    if (isQuery(request.url())) waiting += 1;
  });
  const answered = (request: { url(): string }) => {
    if (!isQuery(request.url())) return;
    waiting -= 1;
    last = performance.now();
  };
  page.on('requestfinished', answered);
  page.on('requestfailed', answered);
  // Panels below the window ask only when they come into it, hence the height.
  await page.setViewportSize({ width: 1500, height: 2400 });
  await page.goto(`${grafanaUrl}/d/${uid}?from=now-1h&to=now&refresh=1d`);
  // Done when nothing was asked for a second, after something was.
  while (waiting > 0 || last === 0 || performance.now() - last < 1000)
    await page.waitForTimeout(50);
  if (opened === 0) throw new Error(`${uid}: the request for the dashboard was not recognized`);
  return (last - opened) / 1000;
}

const seconds = new Map<string, number[]>();
const browser = await chromium.launch(launchOptions);
for (let round = 0; round <= rounds; round += 1) {
  for (const { uid = '' } of dashboards()) {
    const page = await browser.newPage();
    const time = await load(page, uid);
    // The first round fills the caches of browser and stores.
    if (round > 0) seconds.set(uid, [...(seconds.get(uid) ?? []), time]);
    await page.close();
  }
}
await browser.close();
for (const [uid, times] of seconds) {
  const range = `${Math.min(...times).toFixed(2)}-${Math.max(...times).toFixed(2)}`;
  process.stdout.write(`${uid.padEnd(18)} ${median(times).toFixed(2)} s [${range}]\n`);
}
