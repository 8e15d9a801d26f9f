// The recording in the README: from a click to its trace, log lines and metric, in a real browser. Run
// it with `npm run recording` while the lab runs; needs ffmpeg. Writes docs/images/first-minute.webp.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { launchOptions, pageUrl } from '../frontend/browser/lab.ts';
import { addTask, traceIdOf } from '../frontend/browser/task-page.ts';
import { followSpanLink, grafanaUrl, newPane, openTrace, spanRow } from './browser/grafana.ts';
import makeTraffic from './browser/make-traffic.ts';

const target = join(import.meta.dirname, '../docs/images/first-minute.webp');
const size = { width: 1280, height: 800 };

interface Frame {
  png: string;
  /** Seconds since 1970. */
  at: number;
}

/** Collects what the page shows whenever it changes. */
async function record(session: CDPSession, frames: Frame[]): Promise<void> {
  session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    frames.push({ png: data, at: metadata.timestamp ?? Date.now() / 1000 });
    void session.send('Page.screencastFrameAck', { sessionId });
  });
  const { width: maxWidth, height: maxHeight } = size;
  await session.send('Page.startScreencast', { format: 'png', maxWidth, maxHeight });
}

/** Time for the viewer to read. */
const rest = (page: Page, seconds: number) => page.waitForTimeout(seconds * 1000);

async function play(page: Page): Promise<void> {
  await page.goto(pageUrl);
  await rest(page, 1);
  await page.getByLabel('New task').pressSequentially('Buy milk', { delay: 60 });
  const task = await addTask(page, 'Buy milk');
  const traceId = await traceIdOf(page, 'add_task');
  await rest(page, 1.5);
  const row = await openTrace(page, traceId, 'POST /api/tasks');
  await spanRow(page, 'INSERT tasks').waitFor();
  await rest(page, 3);
  await followSpanLink(page, row, 'Related logs');
  await newPane(page, 'loki');
  await page.getByText('▶ Request completed').waitFor();
  await rest(page, 3);
  await page.goto(`${grafanaUrl}/d/service-overview?from=now-5m&to=now&refresh=1d`);
  await rest(page, 4);
  await page.goto(pageUrl);
  await task.getByRole('button', { name: 'Delete' }).click();
}

/** Longest time that one picture is shown, in seconds: a page that is loading is no fun to watch. */
const LONGEST = 3;

/** Writes the frames as an animated WebP. @throws {Error} when ffmpeg is missing or fails. */
function write(frames: Frame[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'recording-'));
  const list = frames.map(({ png, at }, index) => {
    const file = join(folder, `${index}.png`);
    writeFileSync(file, png, 'base64');
    const shown = Math.min((frames[index + 1]?.at ?? at + LONGEST) - at, LONGEST);
    return `file '${file}'\nduration ${shown.toFixed(3)}`;
  });
  writeFileSync(join(folder, 'list'), `ffconcat version 1.0\n${list.join('\n')}\n`);
  const input = ['-f', 'concat', '-safe', '0', '-i', join(folder, 'list')];
  const picture = ['-vf', 'fps=6,scale=960:-1:flags=lanczos', '-loop', '0', '-quality', '60'];
  execFileSync('ffmpeg', ['-y', '-v', 'error', ...input, ...picture, target], { stdio: 'inherit' });
  rmSync(folder, { recursive: true });
}

await makeTraffic();
const browser = await chromium.launch(launchOptions);
const page = await browser.newPage({ viewport: size });
await page.addInitScript(() => localStorage.setItem('grafana.navigation.docked', 'false'));
const frames: Frame[] = [];
await record(await page.context().newCDPSession(page), frames);
await play(page);
await browser.close();
write(frames);
process.stdout.write(`${frames.length} frames: ${target}\n`);
