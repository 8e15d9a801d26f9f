// loki.ts: asks Loki for the log records of one trace, for the specs beside it.
const { BIND_ADDRESS = '127.0.0.1', LOKI_PORT = '3100' } = process.env;

export interface LogRecord {
  body: string;
  /** Labels and structured metadata together. */
  attributes: Record<string, string>;
}

/** The page's own records that fit `filter`, a LogQL label filter such as `trace_id="…"`. */
export async function pageLogs(filter: string): Promise<LogRecord[]> {
  const query = `{service_name="frontend"} | ${filter}`;
  const parameters = new URLSearchParams({ query, since: '10m' });
  const response = await fetch(
    `http://${BIND_ADDRESS}:${LOKI_PORT}/loki/api/v1/query_range?${parameters}`,
  );
  if (!response.ok) throw new Error(`Loki: ${response.status} ${await response.text()}`);
  const { data } = (await response.json()) as {
    data: { result: { stream: Record<string, string>; values: [string, string][] }[] };
  };
  return data.result.flatMap(({ stream, values }) =>
    values.map(([, body]) => ({ body, attributes: stream })),
  );
}
