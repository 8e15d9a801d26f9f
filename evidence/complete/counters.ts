// Did the backend's counters rise by exactly what a run sent?

import { logMetric } from '../../stores/loki.ts';
import { storedPoints } from '../../stores/prometheus.ts';
import { kindOf } from '../load/kinds.ts';
import { sum } from '../statistics.ts';
import type { Counted } from './requests.ts';

const METRICS = ['http_requests_total', 'http_request_duration_seconds_count'] as const;
type Metric = (typeof METRICS)[number];

/** Counts per answer, such as "GET /api/tasks 200". */
type Counts = Record<string, number>;

/** The counters in one export of the backend. */
export type Counters = Record<Metric, Counts> & {
  /** Milliseconds since 1970. */
  at: number;
};

export interface JudgedCounter {
  metric: Metric;
  expected: number;
  found: number;
  missing: number;
  more: number;
  /** Requests of others at the same time; not included in those found. */
  others: number;
  /** Whether the backend was restarted. */
  restarted: boolean;
  /** What differs, in words. */
  problems: string[];
}

/**
 * The counters of the newest export that began after `since` (milliseconds since 1970) and so counts
 * every earlier answer. Reads stored samples, since only those carry their own time.
 * @throws {Error} when there is no such export yet.
 */
export async function countersSince(since: number): Promise<Counters> {
  const names = [...METRICS, 'lab_tasks'].join('|');
  const series = await storedPoints(`{__name__=~"${names}", service_name="backend"}[1m]`);
  // Part of every export.
  const exports = series.filter(({ labels }) => labels.__name__ === 'lab_tasks');
  const at = Math.max(0, ...exports.map(({ points }) => points.at(-1)?.[0] ?? 0));
  if (at * 1000 <= since) throw new Error('the backend has exported no metrics since');
  const countsOf = (metric: Metric): Counts =>
    Object.fromEntries(
      series
        .filter(({ labels }) => labels.__name__ === metric)
        .map(({ labels: { method, endpoint, status_code }, points }) => [
          `${method} ${endpoint} ${status_code}`,
          points.findLast(([seconds]) => seconds <= at)?.[1] ?? 0,
        ]),
    );
  return {
    at: Math.floor(at * 1000),
    http_requests_total: countsOf('http_requests_total'),
    http_request_duration_seconds_count: countsOf('http_request_duration_seconds_count'),
  };
}

/**
 * Requests of others that the backend answered between two exports, found by their log lines, which
 * have a time and a trace id.
 */
export async function othersBetween(run: string, from: number, to: number): Promise<Counts> {
  const lines = `{service_name="backend"} |= "Request completed" | trace_id!~"${run}.*"`;
  const by = 'http_request_method, http_route, http_response_status_code';
  const found = await logMetric(
    `sum by (${by}) (count_over_time(${lines} [${to - from}ms]))`,
    String(BigInt(to) * 1_000_000n),
  );
  return Object.fromEntries(
    found.map(({ labels, value }) => [
      `${labels.http_request_method} ${labels.http_route} ${labels.http_response_status_code}`,
      value,
    ]),
  );
}

/** Compares the rise of each counter with the number of requests sent. */
export function judgeCounters(
  sent: Counted[],
  before: Counters,
  after: Counters,
  others: Counts,
): JudgedCounter[] {
  const answers = sent.map(({ kind }) => {
    const { method, route, status } = kindOf(kind);
    return `${method} ${route} ${status}`;
  });
  const wanted = [...Map.groupBy(answers, (answer) => answer)].sort();
  return METRICS.map((metric) => {
    const rows = wanted.map(([answer, all]) => {
      const rose = (after[metric][answer] ?? 0) - (before[metric][answer] ?? 0);
      const ofOthers = others[answer] ?? 0;
      return { answer, expected: all.length, rose, ofOthers, found: rose - ofOthers };
    });
    return {
      metric,
      expected: sum(rows.map(({ expected }) => expected)),
      found: sum(rows.map(({ found }) => found)),
      missing: sum(rows.map(({ expected, found }) => Math.max(0, expected - found))),
      more: sum(rows.map(({ expected, found }) => Math.max(0, found - expected))),
      others: sum(Object.values(others)),
      restarted: rows.some(({ rose }) => rose < 0),
      problems: rows
        .filter(({ expected, found }) => expected !== found)
        .map(
          ({ answer, rose, ofOthers, expected }) =>
            `${answer}: ${rose} counted, ${ofOthers} of them by others, ${expected} sent`,
        ),
    };
  });
}
