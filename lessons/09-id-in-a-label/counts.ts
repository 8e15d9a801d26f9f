// What Prometheus has counted of this check's requests. They have the method HEAD, which nobody else
// uses here, so that each one can be accounted for.
import { samples } from '../../stores/prometheus.ts';

/** The value of each series, by its endpoint and status: "/api/tasks/:id 200". */
export type Counts = Map<string, number>;

/**
 * The series of a metric that the backend still exports: those with a sample after `since`
 * (milliseconds since 1970). Without this limit Prometheus also answers with the last values from
 * before the backend was started anew.
 */
export async function countsSince(metric: string, since: number): Promise<Counts> {
  const selector = `${metric}{service_name="backend", method="HEAD"}`;
  const found = await samples(`${selector} and timestamp(${selector}) > ${since / 1000}`);
  return new Map(
    found.map(({ labels, value }) => [`${labels.endpoint ?? ''} ${labels.status_code}`, value]),
  );
}

/** How often OpenTelemetry's own metric has counted requests of one task, as of a sample after `since`. */
export async function countedByInstrumentation(since: number): Promise<number> {
  const selector =
    'http_server_request_duration_seconds_count{service_name="backend", http_request_method="HEAD", http_route="/api/tasks/:id"}';
  const found = await samples(`sum(${selector} and timestamp(${selector}) > ${since / 1000})`);
  return found[0]?.value ?? 0;
}

/** What became more, among the series with this status. */
export interface Change {
  /** Series that were not there before. */
  added: number;
  /** Requests, by endpoint; only those that rose. */
  risen: Map<string, number>;
  /** Requests, by whatever endpoint. */
  all: number;
}

export function changeOf(before: Counts, after: Counts, status: string): Change {
  const mine = [...after].filter(([key]) => key.endsWith(` ${status}`));
  const risen = new Map(
    mine
      .map(([key, value]) => [key.split(' ')[0] ?? '', value - (before.get(key) ?? 0)] as const)
      .filter(([, rise]) => rise > 0),
  );
  return {
    added: mine.filter(([key]) => !before.has(key)).length,
    risen,
    all: [...risen.values()].reduce((sum, value) => sum + value, 0),
  };
}
