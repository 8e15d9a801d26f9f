// logs.ts: has each request of a run written its log lines, each once?
import { type LogRecord, logRecords } from '../../stores/loki.ts';
import { kindOf } from '../load/kinds.ts';
import type { Counted } from './requests.ts';

export interface JudgedLines {
  traceId: string;
  expected: number;
  found: number;
  missing: string[];
  /** Lines beyond those that it writes. */
  more: number;
}

const EVERY_REQUEST = ['Incoming request', 'Request completed'];

/** Which of the lines that the request should write are among `lines`. */
export function judgeLines({ traceId, kind }: Counted, lines: string[]): JudgedLines {
  const wanted = [...EVERY_REQUEST, ...(kindOf(kind).lines ?? [])];
  const missing = wanted.filter((line) => !lines.includes(line));
  const found = wanted.length - missing.length;
  return { traceId, expected: wanted.length, found, missing, more: lines.length - found };
}

/** What Loki gives at most at once, by its default. */
const PAGE = 5000;

/**
 * All records that `query` finds within [start, end), nanoseconds since 1970. Pages by time would
 * meet records of the same instant, so a slice that is full is cut in two.
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

/** @param since milliseconds since 1970: when the sending began. */
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
