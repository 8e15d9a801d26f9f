// For each objective, the series that its events would leave behind: bad ones and good ones, and
// beside them what must not be counted. The limits are written down, not calculated: a test that
// used the generator's formula would agree with whatever the generator does.
import { gauge, type Phase } from './scenario.ts';
import { counting, type Subject } from './subject.ts';

const total = ({ total }: Phase) => total;
const bad = ({ bad }: Phase) => bad;
const good = ({ total, bad }: Phase) => total - bad;
const tenfold = ({ total }: Phase) => total * 10;

const requests = (status: number, endpoint = '/api/tasks', service = 'backend') =>
  `http_requests_total{service_name="${service}", endpoint="${endpoint}", method="GET", status_code="${status}"}`;

const ONE_PERCENT = { fast: 14.4, medium: 6, slow: 3, drift: 1 };
const FIVE_PERCENT = { fast: 72, medium: 30, slow: 15, drift: 5 };

const availability: Subject = {
  id: 'backend-availability',
  alert: 'BackendAvailabilityBurn',
  objective: 0.99,
  limits: ONE_PERCENT,
  pages: true,
  own: 'service_name="backend"',
  failuresAppear: true,
  series: counting((count) => [
    // Half of what is good was refused or left: no failure of the service.
    { series: requests(200), samples: count((phase) => good(phase) / 2) },
    { series: requests(404), samples: count((phase) => good(phase) / 4) },
    { series: requests(499), samples: count((phase) => good(phase) / 4) },
    { series: requests(500, '/api/simulate-error'), samples: count((phase) => bad(phase) / 2) },
    { series: requests(503), samples: count((phase) => bad(phase) / 2) },
    { series: requests(500, '/', 'another'), samples: count(tenfold) },
    { series: requests(200, '/', 'third'), samples: count(tenfold) },
  ]),
};

const errorRate: Subject = {
  id: 'backend-error-rate',
  alert: 'BackendErrorRateBurn',
  objective: 0.95,
  limits: FIVE_PERCENT,
  pages: true,
  own: 'service_name="backend"',
  failuresAppear: true,
  series: counting((count) => [
    { series: requests(200), samples: count(good) },
    { series: requests(404), samples: count(bad) },
    { series: 'http_errors_total{service_name="backend", status_code="404"}', samples: count(bad) },
    {
      series: 'http_errors_total{service_name="another", status_code="500"}',
      samples: count(tenfold),
    },
    { series: requests(200, '/', 'third'), samples: count(tenfold) },
  ]),
};

const latency: Subject = {
  id: 'backend-latency',
  alert: 'BackendLatencyBurn',
  objective: 0.95,
  limits: FIVE_PERCENT,
  pages: true,
  own: 'service_name="backend"',
  difference: true,
  series: counting((count) => {
    const name = 'http_request_duration_seconds';
    const labels = (status: number, service = 'backend') =>
      `service_name="${service}", status_code="${status}"`;
    return [
      { series: `${name}_count{${labels(200)}}`, samples: count(total) },
      { series: `${name}_bucket{${labels(200)}, le="0.35"}`, samples: count((p) => good(p) / 2) },
      { series: `${name}_bucket{${labels(200)}, le="0.5"}`, samples: count(good) },
      { series: `${name}_bucket{${labels(200)}, le="0.75"}`, samples: count(total) },
      // Slow failures are failures; another service is another objective, whether slow or quick.
      { series: `${name}_count{${labels(500)}}`, samples: count(tenfold) },
      { series: `${name}_bucket{${labels(500)}, le="0.5"}`, samples: count(() => 0) },
      { series: `${name}_count{${labels(200, 'another')}}`, samples: count(tenfold) },
      { series: `${name}_bucket{${labels(200, 'another')}, le="0.5"}`, samples: count(bad) },
    ];
  }),
};

const lcp: Subject = {
  id: 'frontend-lcp',
  alert: 'FrontendLcpBurn',
  objective: 0.75,
  limits: { fast: 100, medium: 100, slow: 75, drift: 25 },
  pages: false,
  own: 'browser_web_vital_name="LCP"',
  difference: true,
  series: counting((count) => {
    const name = 'lab_web_vital_duration_seconds';
    const vital = (vital: string) => `browser_web_vital_name="${vital}", lab_page_name="tasks"`;
    return [
      { series: `${name}_count{${vital('LCP')}}`, samples: count(total) },
      { series: `${name}_bucket{${vital('LCP')}, le="1.8"}`, samples: count((p) => good(p) / 2) },
      { series: `${name}_bucket{${vital('LCP')}, le="2.5"}`, samples: count(good) },
      { series: `${name}_bucket{${vital('LCP')}, le="4"}`, samples: count(total) },
      { series: `${name}_count{${vital('INP')}}`, samples: count(tenfold) },
      { series: `${name}_bucket{${vital('INP')}, le="2.5"}`, samples: count(bad) },
    ];
  }),
};

const SIGNALS = ['traces', 'metrics', 'logs'];

/** Fed from the series that rules/freshness.yaml records; those rules have a test of their own. */
const freshness = (signal: string, alert: string): Subject => ({
  id: `otel-collector-${signal}-freshness`,
  alert,
  objective: 0.99,
  limits: ONE_PERCENT,
  pages: true,
  own: `signal="${signal}"`,
  series: (phases, step) =>
    SIGNALS.flatMap((one) => {
      const values = (rate: (phase: Phase) => number) =>
        gauge(
          step,
          phases.map((phase) => ({ minutes: phase.minutes, value: rate(phase) / 60 })),
        );
      // Of the other signals everything is late, and there is ten times as much.
      return [
        {
          series: `telemetry:accepted:rate1m{signal="${one}"}`,
          samples: values(one === signal ? total : tenfold),
        },
        {
          series: `telemetry:late:rate1m{signal="${one}"}`,
          samples: values(one === signal ? bad : tenfold),
        },
      ];
    }),
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
