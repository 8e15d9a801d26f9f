// Opens dashboards as Grafana's page does: their variables first, then all panels, six at a time.
import { readdirSync, readFileSync } from 'node:fs';
import { sideBySide } from '../../evidence/load/schedule.ts';
import { askJson, withParameters } from '../../stores/ask.ts';
import { lab } from '../../stores/lab.ts';

const FOLDER = new URL('../../grafana/dashboards/', import.meta.url);
/** As many connections as a browser opens to one address. */
const AT_ONCE = 6;
/** A dashboard that takes longer is of no use to anybody. */
const DEADLINE_SECONDS = 30;

export interface Target {
  refId: string;
  datasource: { uid: string };
  expr?: string;
  query?: string;
  limit?: number;
}

interface Variable {
  name: string;
  type: string;
  query: string | { query: string };
  current: { value: string };
}

interface Panel {
  title?: string;
  targets?: Target[];
  /** A time range of its own, such as 5m. */
  timeFrom?: string;
}

export interface Dashboard {
  uid: string;
  panels: Panel[];
  templating: { list?: Variable[] };
}

export const readDashboards = (): Dashboard[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Dashboard);

/** The query with the dashboard's own variables filled in; Grafana's server fills in its own, $__…. */
export function fillIn(query: string, { templating }: Dashboard): string {
  const values = new Map(
    (templating.list ?? []).map(({ name, current }) => [
      name,
      current.value === '$__all' ? '.*' : current.value,
    ]),
  );
  return query.replaceAll(/\$\{?(\w+)\}?/g, (whole, name) => values.get(name) ?? whole);
}

/** A question to one panel's store: path and, for those that Grafana's server asks, the body. */
export interface Asked {
  path: string;
  body?: object;
}

/** Answers of the server have an error for each query. */
interface Answer {
  results?: Record<string, { error?: string }>;
}

const rangeOf = (now: number, minutes = 60) => ({
  start: Math.floor(now) - minutes * 60,
  end: Math.floor(now),
});

/** What a panel asks: all its queries at once. Grafana's page itself asks for searches of traces. */
export function askedByPanel(panel: Panel, dashboard: Dashboard, now: number): Asked[] {
  const { targets = [], timeFrom = '60m' } = panel;
  const [searches, others] = [true, false].map((is) =>
    targets.filter(({ datasource }) => (datasource.uid === 'tempo') === is),
  );
  const found = (searches ?? []).map(({ query = '', limit }) => ({
    path: withParameters('/api/datasources/proxy/uid/tempo/api/search', {
      q: fillIn(query, dashboard),
      limit,
      ...rangeOf(now, Number.parseInt(timeFrom, 10)),
    }),
  }));
  if (!others?.length) return found;
  const queries = others.map((target) => ({
    ...target,
    expr: fillIn(target.expr ?? '', dashboard),
    intervalMs: 5000,
    maxDataPoints: 720,
  }));
  const body = { from: `now-${timeFrom}`, to: 'now', queries };
  return [...found, { path: '/api/ds/query', body }];
}

/** What the variables ask: label_values(series, label) and query_result(query). */
export function askedByVariables(dashboard: Dashboard, now: number): Asked[] {
  const api = '/api/datasources/uid/prometheus/resources/api/v1';
  return (dashboard.templating.list ?? []).flatMap(({ type, query }) => {
    const text = fillIn(typeof query === 'string' ? query : query.query, dashboard);
    const [, series, label] = /^label_values\((.*), (\w+)\)$/.exec(text) ?? [];
    if (type !== 'query' || !label) return [];
    const parameters = { 'match[]': series, ...rangeOf(now) };
    return { path: withParameters(`${api}/label/${label}/values`, parameters) };
  });
}

async function ask({ path, body }: Asked): Promise<void> {
  const post = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const { results = {} } = await askJson<Answer>('Grafana', `${lab.grafana}${path}`, {
    ...post,
    seconds: DEADLINE_SECONDS,
  });
  const error = Object.values(results).find((one) => one.error)?.error;
  if (error) throw new Error(`Grafana: ${error}`);
}

/** Asks everything that a dashboard asks over the last hour, and returns after the last answer. */
export async function open(dashboard: Dashboard): Promise<void> {
  const now = Date.now() / 1000;
  await sideBySide(askedByVariables(dashboard, now), AT_ONCE, ask);
  const asked = dashboard.panels.flatMap((panel) => askedByPanel(panel, dashboard, now));
  await sideBySide(asked, AT_ONCE, ask);
}
