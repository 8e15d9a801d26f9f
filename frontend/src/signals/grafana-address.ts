// grafana-address.ts: where Grafana is, as the container was told; stores/grafana-links.ts makes links of it.

/** `value` when it is an http(s) address, without a slash at its end; else undefined. */
export function parseGrafanaUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined;
  // Anything else, javascript: above all, must not become a link.
  if (!['http:', 'https:'].includes(new URL(value).protocol)) return undefined;
  return value.replace(/\/+$/, '');
}
