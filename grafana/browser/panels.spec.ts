// panels.spec.ts: every query of every panel is answered in a lab where something has happened.
import { expect, test } from '@playwright/test';
import { dashboards } from '../src/dashboards.ts';
import { grafanaUrl, login, onlyWithGrafana } from './grafana.ts';
import { ask, fillIn, type Json } from './panel-queries.ts';

onlyWithGrafana();

/** Panels that have nothing to show in a healthy lab, each with the reason. */
const EMPTY_WHEN_HEALTHY: Record<string, string> = {
  'monitoring: Which alerts are pending or firing?': 'no alert',
  'monitoring: Which alerts were delivered?': 'no alert, or Alertmanager does not run',
  'monitoring: Do notifications fail?': 'Alertmanager may not run',
  'monitoring: Would an alert arrive?': 'Alertmanager may not run',
  'pipeline-health: How long until a known request can be found?': 'no canary, without alerting',
  'what-was-lost: Lost in the agent beside the app': 'no agent, without compose.agent.yml',
  'what-was-kept: Kept': 'every trace is kept',
  'what-was-kept: Stored': 'every trace is kept',
  'what-was-kept: Waiting for their decision': 'every trace is kept',
  'what-was-kept: Lost undecided': 'every trace is kept',
  'what-was-kept: Which traces are kept, and why?': 'every trace is kept',
  'what-was-kept: The latest that were kept': 'every trace is kept',
  'what-was-kept: The trace that you asked for: kept?': 'no such trace',
  'what-was-kept: What did it say?': 'no such trace',
  'slo: Which burn-rate alerts are pending or firing?': 'no alert',
};

/** How many values the panel's data source answers with, asked as the panel would. */
const answers = async (target: Json): Promise<number> =>
  target.datasource.uid === 'tempo'
    ? tracesFound(fillIn(target.query))
    : (await ask(target)).length;

/** A search is asked through Grafana's proxy, as its page does. */
async function tracesFound(query: string): Promise<number> {
  const search = new URLSearchParams({ q: query, limit: '5' });
  const response = await fetch(
    `${grafanaUrl}/api/datasources/proxy/uid/tempo/api/search?${search}`,
    { headers: login },
  );
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as Json).traces?.length ?? 0;
}

for (const { uid, panels = [] } of dashboards() as Json[]) {
  test(`dashboard ${uid}: every query is answered`, async () => {
    for (const { title, targets = [] } of panels) {
      const name = `${uid}: ${title}`;
      for (const target of targets) {
        const least = name in EMPTY_WHEN_HEALTHY ? 0 : 1;
        await expect
          .poll(() => answers(target), {
            message: `${name}, query ${target.refId}`,
            timeout: 60_000,
          })
          .toBeGreaterThanOrEqual(least);
      }
    }
  });
}
