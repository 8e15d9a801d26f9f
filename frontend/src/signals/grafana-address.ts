// Grafana's address from the page's metadata; stores/grafana-links.ts makes links of it.

/** Returns `value` without a trailing slash if it is an http(s) address, otherwise undefined. */
export function parseGrafanaUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined;
  // Anything else, especially javascript:, must not become a link.
  if (!['http:', 'https:'].includes(new URL(value).protocol)) return undefined;
  return value.replace(/\/+$/, '');
}
