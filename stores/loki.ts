// Queries Loki for log records and for metrics derived from them.
import { askJson, withParameters } from './ask.ts';
import { lab } from './lab.ts';
import type { Sample } from './prometheus.ts';

export interface LogRecord {
  /** Nanoseconds since 1970, as text, since a number would lose digits. */
  time: string;
  body: string;
  /** Labels and structured metadata. */
  attributes: Record<string, string>;
}

/** A time range: seconds since 1970, or nanoseconds as text; or `since`, such as 1h, until now. */
export interface Range {
  start?: number | string;
  end?: number | string;
  since?: string;
}

/**
 * Records that `query` (LogQL) finds, oldest first. Loki's default limit is 5,000 per query.
 * @param options `direction`: which end of the range comes first into the limit; backward, the newest.
 */
export async function logRecords(
  query: string,
  {
    limit = 1000,
    direction = 'forward',
    ...range
  }: Range & { limit?: number; direction?: 'forward' | 'backward' } = { since: '1h' },
): Promise<LogRecord[]> {
  const parameters = { query, limit, direction, ...range };
  const { data } = await askJson<{
    data: { result: { stream: Record<string, string>; values: [string, string][] }[] };
  }>('Loki', withParameters(`${lab.loki}/loki/api/v1/query_range`, parameters), { seconds: 20 });
  return data.result
    .flatMap(({ stream, values }) =>
      values.map(([time, body]) => ({ time, body, attributes: stream })),
    )
    .sort((a, b) => (BigInt(a.time) < BigInt(b.time) ? -1 : 1));
}

/** The labels of each stream that `selector` finds and that got lines within the range. */
export async function streams(selector: string, range: Range): Promise<Record<string, string>[]> {
  const parameters = { 'match[]': selector, ...range };
  const { data } = await askJson<{ data?: Record<string, string>[] }>(
    'Loki',
    withParameters(`${lab.loki}/loki/api/v1/series`, parameters),
    { seconds: 20 },
  );
  return data ?? [];
}

/**
 * The texts logged during a trace, oldest first.
 * @param service a regular expression; few services, since Loki reads all streams that match.
 */
export async function linesOfTrace(
  traceId: string,
  service = 'frontend|backend',
): Promise<string[]> {
  const records = await logRecords(`{service_name=~"${service}"} | trace_id="${traceId}"`);
  return records.map(({ body }) => body);
}

/** The samples of a metric query at `time` (nanoseconds since 1970, as text). */
export async function logMetric(query: string, time: string): Promise<Sample[]> {
  const { data } = await askJson<{
    data: { result: { metric: Record<string, string>; value: [number, string] }[] };
  }>('Loki', withParameters(`${lab.loki}/loki/api/v1/query`, { query, time }), { seconds: 20 });
  return data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
}
