// From a clicked line of a panel to the logs and traces behind it, in Explore.
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type DashboardLink,
  DashboardLinkBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
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

/**
 * What `builder` makes, without `placement`: by default the SDK moves every link and annotation into
 * a menu, where nobody looks for it. Grafana 13 does that; older versions ignore it.
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

/** As the builders of panels want them. */
export const dataLinks = (links: DataLink[]): Builder<DashboardLink>[] =>
  links.map(({ title, url }) =>
    inPlace(new DashboardLinkBuilder(title).url(url).targetBlank(false)),
  );
