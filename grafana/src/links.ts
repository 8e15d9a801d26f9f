// Links from a line of a panel to the logs and traces behind it, in Explore.
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type DashboardLink,
  DashboardLinkBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type DATA_SOURCES, exploreUrl } from '../../stores/grafana-links.ts';

/** An item of the menu that opens when somebody clicks a line, or a link in the head of a panel. */
export interface DataLink {
  title: string;
  url: string;
}

/** A link to a runbook of docs/runbooks; the dashboard needs labUrlVariable (frame.ts). */
export const runbookLink = (name: string): DataLink => ({
  title: `Runbook ${name}`,
  url: `\${lab_url:raw}/runbooks/${name}`,
});

/** A link to another dashboard, over the same time. */
export const dashboardLink = (title: string, uid: string): DataLink => ({
  title,
  url: `/d/${uid}?\${__url_time_range}`,
});

/** The panel's own time range. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: variables of Grafana
const RANGE = { from: '${__from}', to: '${__to}' };

/**
 * An address in Explore. Grafana's variables in `query`, such as ${__field.labels.http_route}, are not
 * encoded: Grafana replaces them when the link is clicked.
 */
const linkTo = (source: keyof typeof DATA_SOURCES, query: object): string =>
  exploreUrl('', source, query, RANGE).replaceAll(
    /%24%7B(.*?)%7D/g,
    (_, name) => `\${${decodeURIComponent(name)}}`,
  );

/** A link to the traces that `query` (TraceQL) finds. */
export const tracesLink = (title: string, query: string): DataLink => ({
  title,
  url: linkTo('tempo', { queryType: 'traceql', query, tableType: 'traces', limit: 20 }),
});

/** A link to the log lines that `expr` (LogQL) finds. */
export const logsLink = (title: string, expr: string): DataLink => ({
  title,
  url: linkTo('loki', { expr, queryType: 'range' }),
});

/**
 * The same link or annotation without `placement`, by which the SDK moves each of them into a menu of
 * Grafana 13, where nobody looks for them. Older versions ignore it.
 */
export const inPlace = <Item extends { placement?: unknown }>(
  builder: Builder<Item>,
): Builder<Item> => ({
  build() {
    const item = builder.build();
    delete item.placement;
    return item;
  },
});

/** The SDK's form of links. */
export const dataLinks = (links: DataLink[]): Builder<DashboardLink>[] =>
  links.map(({ title, url }) =>
    inPlace(new DashboardLinkBuilder(title).url(url).targetBlank(false)),
  );
