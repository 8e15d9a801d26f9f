// What the page says of a trace is what the collector decides some seconds later: in a real browser.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chromium } from '@playwright/test';
import { launchOptions } from '../../frontend/browser/lab.ts';
import { lab } from '../../stores/lab.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { spansOfTrace } from '../../stores/tempo.ts';
import { countedSince, countsWhenQuiet } from './decided.ts';

const ACTIONS = 14;

const browser = await chromium.launch(launchOptions);
after(() => browser.close());

/** What the chips say, by trace. */
async function usePage(): Promise<{ traceId: string; fate: string; href: string }[]> {
  const page = await browser.newPage({ ignoreHTTPSErrors: true });
  await page.goto(lab.frontend);
  const chips = page.locator('.chip');
  const untilChips = (number: number) =>
    pollUntilTrue(`${number} actions`, 20, async () => (await chips.count()) >= number);
  await untilChips(1);
  await page.locator('#slow-seconds').fill('1.2');
  await page.getByRole('button', { name: 'Slow request' }).click();
  await untilChips(2);
  await page.getByRole('button', { name: 'Failing request' }).click();
  await untilChips(3);
  for (let number = 4; number <= ACTIONS; number += 1) {
    await page.getByRole('radio', { name: number % 2 === 0 ? 'Open' : 'All' }).check();
    await untilChips(number);
  }
  return Promise.all(
    (await chips.all()).map(async (chip) => ({
      traceId: (await chip.locator('[data-part=trace-id]').textContent()) ?? '',
      fate: (await chip.locator('[data-part=fate]').textContent()) ?? '',
      href: (await chip.locator('[data-part=trace-link]').getAttribute('href')) ?? '',
    })),
  );
}

test('each chip tells whether its trace is kept and why, and none has a dead link', async (t) => {
  const before = await countsWhenQuiet();
  const chips = await usePage();
  const fates = chips.map(({ fate }) => fate);
  assert.ok(fates.includes('kept by: slow') && fates.includes('kept by: errors'), `${fates}`);
  await countedSince(before, ACTIONS);
  const kept = chips.filter(({ fate }) => fate.startsWith('kept by: '));
  const notKept = chips.filter((chip) => !kept.includes(chip));
  for (const { traceId, fate } of kept) {
    await pollUntilTrue(`trace ${traceId}, ${fate}`, 60, async () => {
      const spans = await spansOfTrace(traceId);
      const reasons = new Set(spans.map(({ attributes }) => attributes['tailsampling.policy']));
      return reasons.size === 1 && reasons.has(fate.replace('kept by: ', ''));
    });
  }
  for (const { traceId, href } of notKept) {
    assert.deepEqual(await spansOfTrace(traceId), [], traceId);
    assert.match(href, new RegExp(`/d/what-was-kept\\?var-trace=${traceId}$`));
  }
  t.diagnostic(`${kept.length} kept, ${notKept.length} not`);
});
