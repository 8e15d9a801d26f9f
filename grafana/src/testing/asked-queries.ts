// Every query that the lab sends to its stores, wherever it is written.
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { dashboards } from '../dashboards.ts';

export type Language = 'promql' | 'logql' | 'traceql';

/** A query with its variables filled in, and where it is written. */
export interface AskedQuery {
  where: string;
  language: Language;
  query: string;
}

const repository = new URL('../../../', import.meta.url);
const LANGUAGES: Record<string, Language> = {
  prometheus: 'promql',
  loki: 'logql',
  tempo: 'traceql',
};

/** Replaces Grafana's variables by any value that the language accepts in that place. */
export const fillIn = (query: string): string =>
  query
    .replaceAll('$__rate_interval_ms', '300000')
    .replaceAll(/\$__(rate_interval|interval|range|auto)\b/g, '5m')
    .replaceAll('$__tags', 'service_name="backend"')
    .replaceAll('$slower_than', '100ms')
    .replaceAll(/\$\{[\w.:"[\]]+\}/g, 'value')
    .replaceAll(/\$\w+/g, 'value');

// biome-ignore lint/suspicious/noExplicitAny: the shapes differ by kind of panel, variable and store.
type Json = any;

const asked = (where: string, store: string, query: string): AskedQuery => {
  const language = LANGUAGES[store];
  if (!language) throw new Error(`${where} asks a store without a language: ${store}`);
  return { where, language, query: fillIn(query) };
};

/** The query in an address of Explore. */
function fromExplore(where: string, url: string): AskedQuery[] {
  const panes = new URL(url, 'http://grafana').searchParams.get('panes');
  if (!panes) return [];
  return JSON.parse(panes).a.queries.map((query: Json) =>
    asked(where, query.datasource.uid, query.expr ?? query.query),
  );
}

/** The links of all fields of a panel, and of those that have their own. */
const linksOf = ({ fieldConfig }: Json): Json[] => [
  ...(fieldConfig?.defaults?.links ?? []),
  ...(fieldConfig?.overrides ?? [])
    .flatMap(({ properties }: Json) => properties)
    .filter(({ id }: Json) => id === 'links')
    .flatMap(({ value }: Json) => value),
];

function fromDashboard(dashboard: Json): AskedQuery[] {
  const panels = dashboard.panels.flatMap((panel: Json) => {
    const where = `${dashboard.uid}: ${panel.title}`;
    return [
      ...(panel.targets ?? []).map((target: Json) =>
        asked(where, target.datasource.uid, target.expr ?? target.query),
      ),
      ...linksOf(panel).flatMap((link) => fromExplore(`${where} > ${link.title}`, link.url)),
    ];
  });
  const annotations = dashboard.annotations.list.map((annotation: Json) =>
    asked(`${dashboard.uid}: marks ${annotation.name}`, annotation.datasource.uid, annotation.expr),
  );
  const variables = (dashboard.templating.list ?? [])
    .filter((variable: Json) => variable.type === 'query')
    .map((variable: Json) => {
      const [, asks] =
        /^label_values\((.*), \w+\)$/.exec(variable.query.query) ??
        /^query_result\((.*)\)$/.exec(variable.query.query) ??
        [];
      return asked(`${dashboard.uid}: variable ${variable.name}`, 'prometheus', asks ?? '?');
    });
  return [...panels, ...annotations, ...variables];
}

/** Queries of the links between data sources. In provisioning files, $$ stands for $. */
function fromDataSources(): AskedQuery[] {
  const file = new URL('grafana/provisioning/datasources/datasources.yaml', repository);
  const { datasources } = parse(readFileSync(file, 'utf8').replaceAll('$$', '$'));
  const { tracesToLogsV2, tracesToMetrics } = datasources.find(
    ({ uid }: Json) => uid === 'tempo',
  ).jsonData;
  return [
    asked('trace to logs', tracesToLogsV2.datasourceUid, tracesToLogsV2.query),
    ...tracesToMetrics.queries.map(({ name, query }: Json) =>
      asked(`trace to metrics: ${name}`, tracesToMetrics.datasourceUid, query),
    ),
  ];
}

/** The rule files of Prometheus. */
const ruleFiles = (): Json[] => {
  const folder = new URL('prometheus/rules/', repository);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ name, ...parse(readFileSync(new URL(name, folder), 'utf8')) }));
};

const fromRules = (): AskedQuery[] =>
  ruleFiles().flatMap(({ name, groups }) =>
    groups.flatMap(({ rules }: Json) =>
      rules.map((rule: Json) =>
        asked(`${name}: ${rule.record ?? rule.alert}`, 'prometheus', rule.expr),
      ),
    ),
  );

/** What the runbooks tell people to ask: code with a selector or a function, unless it is a command. */
function fromRunbooks(): AskedQuery[] {
  const folder = new URL('docs/runbooks/', repository);
  return readdirSync(folder).flatMap((name) =>
    [...readFileSync(new URL(name, folder), 'utf8').matchAll(/`([^`\n]+)`/g)]
      .map(([, code = '']) => code)
      .filter((code) => /[({]/.test(code) && !/^(docker|df) /.test(code))
      .map((code) => {
        if (/^\{ ?(resource|span|name)/.test(code)) return asked(name, 'tempo', code);
        return asked(name, /(^|\()\{service_name/.test(code) ? 'loki' : 'prometheus', code);
      }),
  );
}

/** The labels of each series that the rules record, by its name. */
export const recordedSeries = (): Map<string, Set<string>> =>
  new Map(
    ruleFiles()
      .flatMap(({ groups }) => groups.flatMap(({ rules }: Json) => rules))
      .filter((rule: Json) => rule.record)
      .map((rule: Json) => [rule.record, new Set(Object.keys(rule.labels ?? {}))]),
  );

/** All queries of the dashboards, the data sources, the rules and the runbooks. */
export const askedQueries = (): AskedQuery[] => [
  ...dashboards().flatMap(fromDashboard),
  ...fromDataSources(),
  ...fromRules(),
  ...fromRunbooks(),
];
