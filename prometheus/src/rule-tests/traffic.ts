// For each objective, the series of its good and bad events, and others that must not be counted. The
// limits are constants: a test with the generator's formula would repeat the generator's mistakes.
import { type Count, counters, gauges, type SeriesMaker } from './history.ts';

/** An objective, as the tests need it. */
export interface Subject {
  id: string;
  alert: string;
  /** Required share of good events. */
  objective: number;
  /** The share above which each pair of windows burns, in percent of all events. */
  limits: { fast: number; medium: number; slow: number; drift: number };
  /** Does it have an alert that pages? */
  pages: boolean;
  /** A label that only its own series have. */
  own: string;
  /** There is no series of failures before the first one. */
  failuresAppear?: true;
  /** Its bad events are the difference of two counters. */
  difference?: true;
  series: SeriesMaker;
}

const total: Count = ({ total }) => total;
const bad: Count = ({ bad }) => bad;
const good: Count = ({ total, bad }) => total - bad;
const none: Count = () => 0;
const times =
  (factor: number, count: Count): Count =>
  (span) =>
    factor * count(span);

const ONE_PERCENT = { objective: 0.99, limits: { fast: 14.4, medium: 6, slow: 3, drift: 1 } };
const FIVE_PERCENT = { objective: 0.95, limits: { fast: 72, medium: 30, slow: 15, drift: 5 } };
const BACKEND = { pages: true, own: 'service_name="backend"' };

const requests = (status: number, endpoint = '/api/tasks', service = 'backend') =>
  `http_requests_total{service_name="${service}", endpoint="${endpoint}", method="GET", status_code="${status}"}`;

const availability: Subject = {
  id: 'backend-availability',
  alert: 'BackendAvailabilityBurn',
  ...ONE_PERCENT,
  ...BACKEND,
  failuresAppear: true,
  series: counters({
    // Half of the good events are client errors or cancelled: no failures of the service.
    [requests(200)]: times(1 / 2, good),
    [requests(404)]: times(1 / 4, good),
    [requests(499)]: times(1 / 4, good),
    [requests(500, '/api/simulate-error')]: times(1 / 2, bad),
    [requests(503)]: times(1 / 2, bad),
    [requests(500, '/', 'another')]: times(10, total),
    [requests(200, '/', 'third')]: times(10, total),
  }),
};

const errorRate: Subject = {
  id: 'backend-error-rate',
  alert: 'BackendErrorRateBurn',
  ...FIVE_PERCENT,
  ...BACKEND,
  failuresAppear: true,
  series: counters({
    [requests(200)]: good,
    [requests(404)]: bad,
    'http_errors_total{service_name="backend", status_code="404"}': bad,
    'http_errors_total{service_name="another", status_code="500"}': times(10, total),
    [requests(200, '/', 'third')]: times(10, total),
  }),
};

const duration = (kind: 'count' | 'bucket', status: number, le = '', service = 'backend') =>
  `http_request_duration_seconds_${kind}{service_name="${service}", status_code="${status}"${le && `, le="${le}"`}}`;

const latency: Subject = {
  id: 'backend-latency',
  alert: 'BackendLatencyBurn',
  ...FIVE_PERCENT,
  ...BACKEND,
  difference: true,
  series: counters({
    [duration('count', 200)]: total,
    [duration('bucket', 200, '0.35')]: times(1 / 2, good),
    [duration('bucket', 200, '0.5')]: good,
    [duration('bucket', 200, '0.75')]: total,
    // Slow failures count as failures; other services do not count at all.
    [duration('count', 500)]: times(10, total),
    [duration('bucket', 500, '0.5')]: none,
    [duration('count', 200, '', 'another')]: times(10, total),
    [duration('bucket', 200, '0.5', 'another')]: bad,
  }),
};

const vital = (kind: 'count' | 'bucket', name: string, le = '') =>
  `lab_web_vital_duration_seconds_${kind}{browser_web_vital_name="${name}", lab_page_name="tasks"${le && `, le="${le}"`}}`;

const lcp: Subject = {
  id: 'frontend-lcp',
  alert: 'FrontendLcpBurn',
  objective: 0.75,
  limits: { fast: 100, medium: 100, slow: 75, drift: 25 },
  pages: false,
  own: 'browser_web_vital_name="lcp"',
  difference: true,
  series: counters({
    [vital('count', 'lcp')]: total,
    [vital('bucket', 'lcp', '1.8')]: times(1 / 2, good),
    [vital('bucket', 'lcp', '2.5')]: good,
    [vital('bucket', 'lcp', '4')]: total,
    [vital('count', 'inp')]: times(10, total),
    [vital('bucket', 'inp', '2.5')]: bad,
  }),
};

/** The input is the series of rules/freshness.yaml, which has its own tests. */
const freshness = (signal: string, alert: string): Subject => ({
  id: `otel-collector-${signal}-freshness`,
  alert,
  ...ONE_PERCENT,
  pages: true,
  own: `signal="${signal}"`,
  series: gauges(
    Object.fromEntries(
      ['traces', 'metrics', 'logs'].flatMap((one) => [
        // Other signals have ten times as many events, all of them late.
        [`telemetry:accepted:rate1m{signal="${one}"}`, one === signal ? total : times(10, total)],
        [`telemetry:late:rate1m{signal="${one}"}`, one === signal ? bad : times(10, total)],
      ]),
    ),
  ),
});

export const SUBJECTS: Subject[] = [
  availability,
  latency,
  errorRate,
  lcp,
  freshness('traces', 'TracesFreshnessBurn'),
  freshness('metrics', 'MetricsFreshnessBurn'),
  freshness('logs', 'LogsFreshnessBurn'),
];
