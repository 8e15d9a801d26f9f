// Did each request of a run write its log lines, each exactly once?
import { type LogRecord, logRecords } from '../../stores/loki.ts';
import { kindOf } from '../load/kinds.ts';
import type { Counted } from './requests.ts';

export interface JudgedLines {
  traceId: string;
  expected: number;
  found: number;
  missing: string[];
  /** Number of lines that should not be there. */
  more: number;
}

const EVERY_REQUEST = ['Incoming request', 'Request completed'];

/** Compares `lines` with those that the request should write. */
export function judgeLines({ traceId, kind }: Counted, lines: string[]): JudgedLines {
  const wanted = [...EVERY_REQUEST, ...(kindOf(kind).lines ?? [])];
  const missing = wanted.filter((line) => !lines.includes(line));
  const found = wanted.length - missing.length;
  return { traceId, expected: wanted.length, found, missing, more: lines.length - found };
}

/** Loki's default limit per query. */
const PAGE = 5000;

/**
 * All records that `query` finds within [start, end), nanoseconds since 1970. A slice that reaches
 * the limit is halved; paging by time would miss or repeat records of the same instant.
 */
export async function allRecords(
  query: string,
  start: bigint,
  end: bigint,
  page = PAGE,
): Promise<LogRecord[]> {
  const range = { start: String(start), end: String(end), limit: page };
  const records = await logRecords(query, range);
  if (records.length < page || end - start < 2n) return records;
  const middle = (start + end) / 2n;
  return [
    ...(await allRecords(query, start, middle, page)),
    ...(await allRecords(query, middle, end, page)),
  ];
}

/** @param since when the sending began, milliseconds since 1970. */
export async function judgeLogs(
  run: string,
  sent: Counted[],
  since: number,
): Promise<JudgedLines[]> {
  const query = `{service_name="backend"} | trace_id=~"${run}.*"`;
  const end = BigInt(Date.now() + 60_000) * 1_000_000n;
  const records = await allRecords(query, BigInt(since) * 1_000_000n, end);
  const byTrace = Map.groupBy(records, ({ attributes }) => attributes.trace_id);
  return sent.map((request) =>
    judgeLines(
      request,
      (byTrace.get(request.traceId) ?? []).map(({ body }) => body),
    ),
  );
}
