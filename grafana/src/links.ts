// From a clicked line of a panel to the logs and traces behind it, in Explore.
import { DashboardLinkBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { type DATA_SOURCES, exploreUrl } from '../../stores/grafana-links.ts';

/** An item in the menu that a click on a line opens. */
export interface DataLink {
  title: string;
  url: string;
}

/** As the panel's own time range. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: variables of Grafana
const RANGE = { from: '${__from}', to: '${__to}' };

/**
 * An address in Explore. `query` may hold Grafana's variables, such as ${__field.labels.http_route}:
 * they are left as they are, since Grafana puts in the values.
 */
const linkTo = (source: keyof typeof DATA_SOURCES, query: object): string =>
  exploreUrl('', source, query, RANGE).replaceAll(
    /%24%7B(.*?)%7D/g,
    (_, name) => `\${${decodeURIComponent(name)}}`,
  );

/** Traces that `query` (TraceQL) finds. */
export const tracesLink = (title: string, query: string): DataLink => ({
  title,
  url: linkTo('tempo', { queryType: 'traceql', query, tableType: 'traces', limit: 20 }),
});

/** Log lines that `expr` (LogQL) finds. */
export const logsLink = (title: string, expr: string): DataLink => ({
  title,
  url: linkTo('loki', { expr, queryType: 'range' }),
});

/** As the builders of panels want them. */
export const dataLinks = (links: DataLink[]): DashboardLinkBuilder[] =>
  links.map(({ title, url }) => new DashboardLinkBuilder(title).url(url).targetBlank(false));
