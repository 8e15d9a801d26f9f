// grafana-links.ts: addresses in Grafana's Explore for one trace id; signal-chip.ts shows them.

/** The fixed uids are those of grafana/provisioning/datasources. */
const TEMPO = { type: 'tempo', uid: 'tempo' };
const LOKI = { type: 'loki', uid: 'loki' };

/** Explore, showing the trace as a waterfall. */
export function traceUrl(grafanaUrl: string, traceId: string): string {
  return exploreUrl(grafanaUrl, TEMPO, { queryType: 'traceql', query: traceId });
}

/** Explore, showing what page and backend logged during the trace. */
export function logsUrl(grafanaUrl: string, traceId: string): string {
  const expr = `{service_name=~"frontend|backend"} | trace_id="${traceId}"`;
  return exploreUrl(grafanaUrl, LOKI, { expr });
}

/** `value` when it is an http(s) address, without a slash at its end; else undefined. */
export function parseGrafanaUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined;
  // Anything else, javascript: above all, must not become a link.
  if (!['http:', 'https:'].includes(new URL(value).protocol)) return undefined;
  return value.replace(/\/+$/, '');
}

function exploreUrl(grafanaUrl: string, datasource: typeof TEMPO, query: object): string {
  const pane = {
    datasource: datasource.uid,
    queries: [{ refId: 'A', datasource, ...query }],
    range: { from: 'now-1h', to: 'now' },
  };
  const panes = encodeURIComponent(JSON.stringify({ a: pane }));
  return `${grafanaUrl}/explore?schemaVersion=1&panes=${panes}&orgId=1`;
}
