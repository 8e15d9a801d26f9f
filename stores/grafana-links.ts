// Builds every Grafana address that the page, the dashboards, the reports and the tests open. The
// page bundles this file, so it imports nothing.

/** The uids are set in grafana/provisioning/datasources. */
export const DATA_SOURCES = {
  tempo: { type: 'tempo', uid: 'tempo' },
  loki: { type: 'loki', uid: 'loki' },
  prometheus: { type: 'prometheus', uid: 'prometheus' },
} as const;

/** Milliseconds since 1970 as text, or a relative time such as now-1h. */
export interface TimeRange {
  from: string;
  to: string;
}

const LAST_HOUR: TimeRange = { from: 'now-1h', to: 'now' };

/**
 * Explore with one query.
 * @param grafana Grafana's address without a trailing slash; '' within Grafana.
 * @param query the part of the query that is specific to the data source.
 */
export function exploreUrl(
  grafana: string,
  source: keyof typeof DATA_SOURCES,
  query: object,
  range = LAST_HOUR,
): string {
  const datasource = DATA_SOURCES[source];
  const queries = [{ refId: 'A', datasource, ...query }];
  const panes = JSON.stringify({ a: { datasource: datasource.uid, queries, range } });
  return `${grafana}/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(panes)}`;
}

/** The trace as a waterfall. */
export const traceUrl = (grafana: string, traceId: string, range?: TimeRange): string =>
  exploreUrl(grafana, 'tempo', { queryType: 'traceql', query: traceId }, range);

/** Who calls whom: the service map. */
export const serviceMapUrl = (grafana: string): string =>
  exploreUrl(grafana, 'tempo', { queryType: 'serviceMap' });

/** What page and backend logged during the trace. */
export const logsUrl = (grafana: string, traceId: string): string =>
  exploreUrl(grafana, 'loki', {
    expr: `{service_name=~"frontend|backend"} | trace_id="${traceId}"`,
  });

/** A dashboard by its uid; `variables` without their prefix "var-". */
export function dashboardUrl(
  grafana: string,
  uid: string,
  variables: Record<string, string | undefined> = {},
): string {
  const chosen = Object.entries(variables).flatMap(([name, value]) =>
    value === undefined ? [] : `var-${name}=${encodeURIComponent(value)}`,
  );
  return `${grafana}/d/${uid}${chosen.length > 0 ? `?${chosen.join('&')}` : ''}`;
}
