// Do the data sources and dashboards work, as seen by Grafana?
import { askJson } from '../../stores/ask.ts';
import { dashboardUrl } from '../../stores/grafana-links.ts';
import { grafanaInBrowser, lab } from '../../stores/lab.ts';
import type { Check, Skipped } from '../checks/checks.ts';
import { REQUESTS } from './signal-checks.ts';

const DASHBOARD = 'service-overview';

/** Sends one query through Grafana's data source `uid`; returns how many values came back. */
async function throughGrafana(uid: string, query: object): Promise<string> {
  const queries = [{ refId: 'A', datasource: { uid }, ...query }];
  const answer = await askJson<{
    results: { A: { frames?: { data: { values: unknown[][] } }[] } };
  }>('Grafana', `${lab.grafana}/api/ds/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: 'now-15m', to: 'now', queries }),
    seconds: 10,
  });
  const frames = answer.results.A.frames ?? [];
  const values = frames.reduce((sum, { data }) => sum + (data.values[0]?.length ?? 0), 0);
  if (values === 0) throw new Error('no data');
  return `${values} values`;
}

async function hasDashboard(): Promise<string> {
  const { dashboard } = await askJson<{ dashboard: { title: string } }>(
    'Grafana',
    `${lab.grafana}/api/dashboards/uid/${DASHBOARD}`,
  );
  return dashboard.title;
}

/** scripts/verify.sh sets LAB_GRAFANA=no when the lab runs without Grafana, for lack of its image. */
export function grafanaChecks(traceId: string): (Check | Skipped)[] {
  const byHand = `open ${grafanaInBrowser}/connections/datasources`;
  const logql = `{service_name="backend"} | trace_id="${traceId}"`;
  const source = (title: string, uid: string, query: object): Check => ({
    title,
    seconds: 60,
    byHand,
    ask: () => throughGrafana(uid, query),
  });
  const checks = [
    source('Grafana asks Prometheus', 'prometheus', { expr: REQUESTS, instant: true }),
    source('Grafana asks Loki', 'loki', { expr: logql, queryType: 'range' }),
    source('Grafana asks Tempo', 'tempo', { query: traceId, queryType: 'traceId' }),
    {
      title: 'Grafana has the dashboard Service overview',
      seconds: 30,
      byHand: `open ${dashboardUrl(grafanaInBrowser, DASHBOARD)}`,
      ask: hasDashboard,
    },
  ];
  if (process.env.LAB_GRAFANA !== 'no') return checks;
  const skipped = `Grafana does not run here: no image ${process.env.GRAFANA_IMAGE}`;
  return checks.map(({ title }) => ({ title, skipped }));
}
