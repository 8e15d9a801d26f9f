// The recording in the README: from a click to its trace, log lines and metric, in a real browser. Run
// it with `npm run recording` while the lab runs; needs ffmpeg. Writes docs/images/first-minute.webp.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CDPSession, chromium, expect, type Page } from '@playwright/test';
import { Client } from '../evidence/load/client.ts';
import { deleteTasksOf } from '../evidence/load/delete-tasks.ts';
import { launchOptions, pageUrl } from '../frontend/browser/lab.ts';
import { addTask, traceIdOf } from '../frontend/browser/task-page.ts';
import {
  followSpanLink,
  grafanaUrl,
  newPane,
  openTrace,
  panel,
  spanRow,
} from './browser/grafana.ts';
import makeTraffic from './browser/make-traffic.ts';

const target = join(import.meta.dirname, '../docs/images/first-minute.webp');
const TITLE = 'Buy milk';
// High enough for the log lines beside a trace.
const size = { width: 1440, height: 1000 };

interface Frame {
  jpeg: string;
  /** Seconds since 1970. */
  at: number;
}

const frames: Frame[] = [];
let isShown = true;

/** Collects what the page shows whenever it changes. */
async function record(session: CDPSession): Promise<void> {
  session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    if (isShown) frames.push({ jpeg: data, at: metadata.timestamp ?? Date.now() / 1000 });
    void session.send('Page.screencastFrameAck', { sessionId });
  });
  const { width: maxWidth, height: maxHeight } = size;
  // Fewer and lighter pictures than the browser could make: it has the page to show as well.
  const picture = { format: 'jpeg', quality: 85, everyNthFrame: 4 } as const;
  await session.send('Page.startScreencast', { ...picture, maxWidth, maxHeight });
}

/** Does something that nobody wants to watch, such as loading Grafana. */
async function unseen<T>(page: Page, work: () => Promise<T>): Promise<T> {
  isShown = false;
  const result = await work();
  isShown = true;
  // A page that has come to rest sends no picture by itself.
  const picture = await page.screenshot({ type: 'jpeg', quality: 85 });
  frames.push({ jpeg: picture.toString('base64'), at: Date.now() / 1000 });
  return result;
}

/** Time for the viewer to read. */
const rest = (page: Page, seconds: number) => page.waitForTimeout(seconds * 1000);

async function play(page: Page): Promise<void> {
  await page.goto(pageUrl);
  await rest(page, 1);
  await page.getByLabel('New task').pressSequentially(TITLE, { delay: 150 });
  await rest(page, 0.5);
  await addTask(page, TITLE);
  const traceId = await traceIdOf(page, 'add_task');
  await rest(page, 1.5);
  const row = await unseen(page, async () => {
    await openTrace(page, traceId, 'INSERT tasks');
    return spanRow(page, 'POST /api/tasks');
  });
  await rest(page, 3);
  await followSpanLink(page, row, 'Related logs');
  await newPane(page, 'loki');
  await page.getByText('▶ Request completed').waitFor();
  await rest(page, 3);
  await unseen(page, async () => {
    await page.goto('/d/service-overview?from=now-5m&to=now&refresh=1d');
    await panel(page, 'How long do 95 % of requests take at most?').waitFor();
    await expect(page.getByLabel('Panel loading bar')).toHaveCount(0);
  });
  await rest(page, 4);
}

/** Longest time that one picture is shown, in seconds. */
const LONGEST = 3;

/** Writes the frames as an animated WebP. @throws {Error} when ffmpeg is missing or fails. */
function write(): void {
  const folder = mkdtempSync(join(tmpdir(), 'recording-'));
  const list = frames.map(({ jpeg, at }, index) => {
    const file = join(folder, `${index}.jpeg`);
    writeFileSync(file, jpeg, 'base64');
    const shown = Math.min((frames[index + 1]?.at ?? at + LONGEST) - at, LONGEST);
    return `file '${file}'\nduration ${shown.toFixed(3)}`;
  });
  // ffmpeg shows the last picture for its time only when another follows.
  const last = `file '${join(folder, `${frames.length - 1}.jpeg`)}'`;
  writeFileSync(join(folder, 'list'), ['ffconcat version 1.0', ...list, last, ''].join('\n'));
  const input = ['-f', 'concat', '-safe', '0', '-i', join(folder, 'list')];
  const picture = ['-vf', 'fps=6,scale=960:-1:flags=lanczos', '-loop', '0', '-quality', '60'];
  execFileSync('ffmpeg', ['-y', '-v', 'error', ...input, ...picture, target], { stdio: 'inherit' });
  rmSync(folder, { recursive: true });
}

const client = new Client(pageUrl);
const forget = () => deleteTasksOf(encodeURIComponent(TITLE), client);
await forget();
await makeTraffic();
const browser = await chromium.launch(launchOptions);
const page = await browser.newPage({ baseURL: grafanaUrl, viewport: size });
await page.addInitScript(() => localStorage.setItem('grafana.navigation.docked', 'false'));
await record(await page.context().newCDPSession(page));
await play(page);
await browser.close();
await forget();
client.close();
write();
process.stdout.write(`${frames.length} frames: ${target}\n`);
