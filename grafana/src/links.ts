// From a clicked line of a panel to the logs and traces behind it, in Explore.
import { DashboardLinkBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { LOKI, PROMETHEUS, TEMPO } from './queries.ts';

/** An item in the menu that a click on a line opens. */
export interface DataLink {
  title: string;
  url: string;
}

const SOURCES = { loki: LOKI, tempo: TEMPO, prometheus: PROMETHEUS };

/**
 * An address in Explore, over the panel's time range. `query` may hold Grafana's variables, such as
 * ${__field.labels.http_route}: they are left as they are, since Grafana puts in the values.
 */
function exploreUrl(source: keyof typeof SOURCES, query: Record<string, unknown>): string {
  const datasource = SOURCES[source];
  const pane = {
    datasource: datasource.uid,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: variables of Grafana
    range: { from: '${__from}', to: '${__to}' },
    queries: [{ refId: 'A', datasource, ...query }],
  };
  const panes = encodeURIComponent(JSON.stringify({ a: pane })).replaceAll(
    /%24%7B(.*?)%7D/g,
    (_, name) => `\${${decodeURIComponent(name)}}`,
  );
  return `/explore?schemaVersion=1&orgId=1&panes=${panes}`;
}

/** Traces that `query` (TraceQL) finds. */
export const tracesLink = (title: string, query: string): DataLink => ({
  title,
  url: exploreUrl('tempo', { queryType: 'traceql', query, tableType: 'traces', limit: 20 }),
});

/** Log lines that `expr` (LogQL) finds. */
export const logsLink = (title: string, expr: string): DataLink => ({
  title,
  url: exploreUrl('loki', { expr, queryType: 'range' }),
});

/** As the builders of panels want them. */
export const dataLinks = (links: DataLink[]): DashboardLinkBuilder[] =>
  links.map(({ title, url }) => new DashboardLinkBuilder(title).url(url).targetBlank(false));
