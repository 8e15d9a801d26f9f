// prometheus.ts: asks Prometheus for one number, for the specs beside it.
const { BIND_ADDRESS = '127.0.0.1', PROMETHEUS_PORT = '9090' } = process.env;

/** The sum of what `query` finds; 0 where there is nothing yet. */
export async function sumOf(query: string): Promise<number> {
  const parameters = new URLSearchParams({ query: `sum(${query})` });
  const response = await fetch(
    `http://${BIND_ADDRESS}:${PROMETHEUS_PORT}/api/v1/query?${parameters}`,
  );
  if (!response.ok) throw new Error(`Prometheus: ${response.status} ${await response.text()}`);
  const { data } = (await response.json()) as { data: { result: { value: [number, string] }[] } };
  return Number(data.result[0]?.value[1] ?? 0);
}
