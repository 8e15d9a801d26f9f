// What the hand-written alerts of the pipeline must do: fire, not fire just under, end, and keep
// still where there is no data. One history per alert, a sample every fifteen seconds.
import type { Expectation, Scenario } from './scenario.ts';

/** A quarter of a minute: as often as Prometheus scrapes and evaluates. */
const STEP = 0.25;

/** A series in phases: [minutes, value at each sample], or [minutes, '+', growth per minute]. */
type Phases = (
  | [minutes: number, value: number | null]
  | [minutes: number, '+', perMinute: number]
)[];

function samplesOf(phases: Phases, step: number): (number | null)[] {
  const samples: (number | null)[] = [];
  let last = 0;
  for (const [minutes, value, perMinute] of phases) {
    for (let passed = 0; passed < minutes; passed += step) {
      if (value === '+') {
        last += perMinute * step;
        samples.push(last);
      } else {
        last = value ?? last;
        samples.push(value);
      }
    }
  }
  return samples;
}

/** At this minute so many alerts of the name fire. */
type Fires = Record<number, number>;

function tell(
  alert: string,
  name: string,
  series: Record<string, Phases>,
  fires: Fires,
  labels = '',
  step = STEP,
): Scenario {
  const expectations = Object.entries(fires).map(
    ([at, count]): Expectation => ({
      at: Number(at),
      expr: `count(ALERTS{alertname="${alert}", alertstate="firing"${labels && `, ${labels}`}}) or vector(0)`,
      values: [count],
    }),
  );
  return {
    name: `${alert}: ${name}`,
    step,
    series: Object.entries(series).map(([name, phases]) => ({
      series: name,
      samples: samplesOf(phases, step),
    })),
    expectations,
  };
}

const LOOP = 'nodejs_eventloop_utilization_ratio{service_name="backend"}';
const UP = (job: string) => `up{job="${job}"}`;
const REQUESTS = 'http_requests_total{service_name="backend"}';

const app: Scenario[] = [
  tell(
    'BackendSilent',
    'a minute without metrics, and a minute more',
    {
      [LOOP]: [
        [5, 0.1],
        [5, null],
        [5, 0.1],
      ],
      'nodejs_eventloop_utilization_ratio{service_name="another"}': [[15, 0.1]],
      [UP('otel-collector')]: [[15, 1]],
    },
    { 4: 0, 6.5: 0, 7.5: 1, 11: 0 },
    'severity="page"',
  ),
  tell(
    'BackendSilent',
    'not while the collector is away',
    {
      [LOOP]: [
        [5, 0.1],
        [10, null],
      ],
      [UP('otel-collector')]: [
        [5, 1],
        [10, 0],
      ],
    },
    { 14: 0 },
  ),
  tell('BackendSilent', 'nothing known at all', { [UP('tempo')]: [[10, 1]] }, { 9: 0 }),
  ...[
    ['TracesMissing', 'otelcol_receiver_accepted_spans{receiver="otlp"}'],
    ['LogsMissing', 'otelcol_receiver_accepted_log_records{receiver="otlp"}'],
  ].flatMap(([alert = '', accepted = '']) => [
    tell(
      alert,
      'requests go on, the signal stops, and comes back',
      {
        [REQUESTS]: [[30, '+', 60]],
        [accepted]: [
          [5, '+', 60],
          [15, '+', 0],
          [10, '+', 60],
        ],
      },
      { 5: 0, 9: 0, 11.25: 0, 11.75: 1, 22: 0 },
      'severity="page"',
    ),
    tell(alert, 'the signal was never there', { [REQUESTS]: [[12, '+', 60]] }, { 11: 1 }),
    tell(
      alert,
      'nobody asks for anything',
      {
        [REQUESTS]: [[15, '+', 0]],
        'http_requests_total{service_name="another"}': [[15, '+', 60]],
        [accepted]: [[15, '+', 0]],
      },
      { 14: 0 },
    ),
  ]),
  ...['span', 'log'].flatMap((signal) => {
    const name = `otel_sdk_processor_${signal}_processed_total`;
    const labels = `otel_component_type="batching_${signal}_processor"`;
    return [
      tell(
        'BackendTelemetryDropped',
        `${signal}s dropped, and no more`,
        {
          [`${name}{${labels}}`]: [[20, '+', 600]],
          [`${name}{${labels}, error_type="queue_full"}`]: [
            [2, 0],
            [3, '+', 10],
            [15, '+', 0],
          ],
        },
        { 1: 0, 4: 1, 9: 1, 11: 0 },
        `severity="ticket", ${labels}, error_type="queue_full"`,
      ),
      tell(
        'BackendTelemetryDropped',
        `${signal}s all sent`,
        {
          [`${name}{${labels}}`]: [[10, '+', 600]],
        },
        { 9: 0 },
      ),
    ];
  }),
];

const collector: Scenario[] = [
  tell(
    'CollectorDown',
    'down for half a minute',
    {
      [UP('otel-collector')]: [
        [5, 1],
        [2, 0],
        [3, 1],
      ],
      [UP('tempo')]: [[10, 0]],
    },
    { 4: 0, 5.25: 0, 5.75: 1, 8: 0 },
    'severity="page"',
  ),
  tell('CollectorDown', 'not asked for', { [UP('tempo')]: [[5, 1]] }, { 4: 0 }),
  ...['spans', 'metric_points', 'log_records'].map((items) =>
    tell(
      'CollectorRefusing',
      `${items} for more than a minute`,
      {
        ...Object.fromEntries(
          ['spans', 'metric_points', 'log_records'].map((other) => [
            `otelcol_receiver_refused_${other}{receiver="otlp"}`,
            (other === items
              ? [
                  [3, 0],
                  [4, '+', 10],
                  [5, '+', 0],
                ]
              : [[12, 0]]) as Phases,
          ]),
        ),
      },
      { 3: 0, 3.75: 0, 5: 1, 9: 0 },
      'severity="page"',
    ),
  ),
  tell('CollectorRefusing', 'nothing known', { [UP('otel-collector')]: [[5, 1]] }, { 4: 0 }),
  tell(
    'TelemetryLate',
    'a minute of lateness',
    {
      'telemetry:late:rate1m{signal="logs"}': [
        [3, 0],
        [4, 0.5],
        [5, 0],
      ],
      'telemetry:late:rate1m{signal="traces"}': [[12, 0]],
    },
    { 2: 0, 3.75: 0, 4.5: 1, 8: 0 },
    'severity="ticket", signal="logs"',
  ),
  tell(
    'CollectorQueueFilling',
    'just over and just under a half',
    {
      'otelcol_exporter_queue_size{exporter="a"}': [
        [3, 0],
        [4, 5010],
        [5, 10],
      ],
      'otelcol_exporter_queue_capacity{exporter="a"}': [[12, 10_000]],
      'otelcol_exporter_queue_size{exporter="b"}': [[12, 4990]],
      'otelcol_exporter_queue_capacity{exporter="b"}': [[12, 10_000]],
    },
    { 2: 0, 3.75: 0, 4.5: 1, 8: 0 },
    'severity="page"',
  ),
  ...['spans', 'metric_points', 'log_records'].map((items) =>
    tell(
      'CollectorDropping',
      `${items} given up`,
      {
        [`otelcol_exporter_send_failed_${items}{exporter="a"}`]: [
          [2, 0],
          [1, '+', 10],
          [9, '+', 0],
        ],
        [`otelcol_exporter_send_failed_${items}{exporter="b"}`]: [[12, 7]],
      },
      { 1: 0, 3: 1, 6: 1, 9: 0 },
      'severity="page", exporter="a"',
    ),
  ),
  tell('CollectorDropping', 'nothing known', { [UP('otel-collector')]: [[5, 1]] }, { 4: 0 }),
];

const stores: Scenario[] = [
  ...['tempo', 'loki'].map((job) =>
    tell(
      'StoreDown',
      `${job} for half a minute`,
      {
        [UP(job)]: [
          [5, 1],
          [2, 0],
          [3, 1],
        ],
        [UP('grafana')]: [[10, 0]],
      },
      { 4: 0, 5.25: 0, 5.75: 1, 8: 0 },
      `severity="page"`,
    ),
  ),
  tell(
    'GrafanaDown',
    'it was there',
    {
      [UP('grafana')]: [
        [5, 1],
        [3, 0],
        [3, 1],
      ],
      [UP('tempo')]: [[11, 0]],
    },
    { 4: 0, 5.75: 0, 6.5: 1, 9: 0 },
    'severity="ticket"',
  ),
  tell('GrafanaDown', 'it was never there', { [UP('grafana')]: [[9, 0]] }, { 8: 0 }),
  tell(
    'GrafanaDown',
    'it was there two days ago',
    {
      [UP('grafana')]: [
        [20, 1],
        [1500, 0],
      ],
    },
    { 40: 1, 1200: 1, 1480: 0 },
    '',
    10,
  ),
  ...['prometheus', 'otel-collector', 'tempo', 'loki'].map((missing) =>
    tell(
      'TargetAbsent',
      `no ${missing}`,
      Object.fromEntries(
        ['prometheus', 'otel-collector', 'tempo', 'loki'].map((job): [string, Phases] => [
          UP(job),
          job === missing
            ? [
                [3, 1],
                [10, null],
                [3, 1],
              ]
            : [[16, 0]],
        ]),
      ),
      { 2: 0, 9: 0, 12: 1, 14: 0 },
      `severity="ticket", job="${missing}"`,
    ),
  ),
  tell(
    'StoreDiscarding',
    'Tempo refuses some',
    {
      'tempo_discarded_spans_total{job="tempo", reason="trace_too_large"}': [
        [2, 0],
        [1, '+', 10],
        [9, '+', 0],
      ],
      'tempo_discarded_spans_total{job="tempo", reason="other"}': [[12, 0]],
    },
    { 1: 0, 3: 1, 6: 1, 9: 0 },
    'severity="ticket", job="tempo", reason="trace_too_large"',
  ),
  tell(
    'StoreDiscarding',
    'Loki refuses some',
    {
      'loki_discarded_samples_total{job="loki", reason="line_too_long"}': [
        [2, 0],
        [1, '+', 10],
        [9, '+', 0],
      ],
    },
    { 1: 0, 3: 1, 6: 1, 9: 0 },
    'severity="ticket", job="loki", reason="line_too_long"',
  ),
  tell('StoreDiscarding', 'nothing known', { [UP('tempo')]: [[5, 1]] }, { 4: 0 }),
];

const STORAGE = 'job="prometheus", instance="localhost:9090"';
const room: Scenario[] = [
  tell(
    'DiskFilling',
    'just over and just under',
    {
      'loki_ingester_wal_disk_usage_percent{job="loki"}': [
        [3, 0.849],
        [4, 0.851],
        [3, 0.6],
      ],
    },
    { 2.75: 0, 3.75: 0, 4.5: 1, 8: 0 },
    'severity="page"',
  ),
  tell(
    'PrometheusStorageFull',
    'blocks and log together, just over and just under',
    {
      [`prometheus_tsdb_storage_blocks_bytes{${STORAGE}}`]: [
        [15, 700],
        [15, 720],
        [10, 500],
      ],
      [`prometheus_tsdb_wal_storage_size_bytes{${STORAGE}}`]: [[40, 90]],
      [`prometheus_tsdb_retention_limit_bytes{${STORAGE}}`]: [[40, 1000]],
    },
    { 14: 0, 24: 0, 26: 1, 32: 0 },
    'severity="ticket"',
  ),
  tell(
    'PrometheusStorageFull',
    'no limit is never full',
    {
      [`prometheus_tsdb_storage_blocks_bytes{${STORAGE}}`]: [[15, 700]],
      [`prometheus_tsdb_wal_storage_size_bytes{${STORAGE}}`]: [[15, 90]],
      [`prometheus_tsdb_retention_limit_bytes{${STORAGE}}`]: [[15, 0]],
    },
    { 14: 0 },
  ),
  tell(
    'SeriesGrowing',
    'just over and just under three thousand',
    {
      'prometheus_tsdb_head_series{instance="a"}': [
        [12, 6000],
        [12, 9010],
      ],
      'prometheus_tsdb_head_series{instance="b"}': [
        [12, 6000],
        [12, 8990],
      ],
    },
    { 11: 0, 13: 1, 21: 1, 23: 0 },
    'severity="ticket"',
  ),
  tell(
    'SeriesGrowing',
    'a lab that has just begun',
    {
      'prometheus_tsdb_head_series{instance="a"}': [[9, '+', 1000]],
    },
    { 8: 0 },
  ),
  tell(
    'RulesFailing',
    'one failure',
    {
      'prometheus_rule_evaluation_failures_total{rule_group="a"}': [
        [2, 0],
        [1, 1],
        [9, 1],
      ],
      'prometheus_rule_evaluation_failures_total{rule_group="b"}': [[12, 5]],
    },
    { 1: 0, 3: 1, 9: 0 },
    'severity="page", rule_group="a"',
  ),
  tell(
    'RulesFailing',
    'more than two late groups',
    {
      'prometheus_rule_group_iterations_missed_total{rule_group="a"}': [
        [2, 0],
        [1, '+', 2.8],
        [9, '+', 0],
      ],
      'prometheus_rule_group_iterations_missed_total{rule_group="b"}': [
        [2, 0],
        [1, '+', 1.6],
        [9, '+', 0],
      ],
    },
    { 1: 0, 4: 1, 9: 0 },
    'severity="page"',
  ),
];

/** A counter that begins again from zero, as after a restart, and grows slower than it had. */
const restarted: Phases = [
  [5, '+', 600],
  [STEP, 0],
  [20, '+', 1],
];
const restarts: Scenario[] = [
  ...[
    ['TracesMissing', 'otelcol_receiver_accepted_spans'],
    ['LogsMissing', 'otelcol_receiver_accepted_log_records'],
  ].flatMap(([alert = '', accepted = '']) => [
    tell(
      alert,
      'the collector began again',
      { [REQUESTS]: [[26, '+', 60]], [accepted]: restarted },
      { 9: 0, 12: 0 },
    ),
    tell(alert, 'the backend began again', { [REQUESTS]: restarted }, { 8: 1, 10: 1 }),
    tell(
      alert,
      'nobody asks any more',
      {
        [REQUESTS]: [
          [5, '+', 60],
          [10, '+', 0],
        ],
      },
      { 8: 1, 12: 0 },
    ),
  ]),
  ...[
    ['BackendTelemetryDropped', 'otel_sdk_processor_span_processed_total{error_type="queue_full"}'],
    ['BackendTelemetryDropped', 'otel_sdk_processor_log_processed_total{error_type="queue_full"}'],
    ['CollectorDropping', 'otelcol_exporter_send_failed_spans{exporter="a"}'],
    ['CollectorDropping', 'otelcol_exporter_send_failed_metric_points{exporter="a"}'],
    ['CollectorDropping', 'otelcol_exporter_send_failed_log_records{exporter="a"}'],
    ['StoreDiscarding', 'tempo_discarded_spans_total{reason="a"}'],
    ['StoreDiscarding', 'loki_discarded_samples_total{reason="a"}'],
    ['RulesFailing', 'prometheus_rule_evaluation_failures_total{rule_group="a"}'],
  ].map(([alert = '', counter = '']) =>
    tell(
      alert,
      `${counter} began again, and grows`,
      {
        [counter]: [
          [5, 100],
          [STEP, 0],
          [5, '+', 4],
        ],
      },
      { 4: 0, 8: 1 },
    ),
  ),
  tell(
    'RulesFailing',
    'late groups, counted from zero again',
    {
      'prometheus_rule_group_iterations_missed_total{rule_group="a"}': [
        [5, 100],
        [STEP, 0],
        [5, '+', 4],
      ],
    },
    { 4: 0, 8: 1 },
  ),
  ...['spans', 'metric_points', 'log_records'].map((items) =>
    tell(
      'CollectorRefusing',
      `${items}, counted from zero again`,
      Object.fromEntries(
        ['spans', 'metric_points', 'log_records'].map((other): [string, Phases] => [
          `otelcol_receiver_refused_${other}{receiver="otlp"}`,
          // It begins again while it refuses: the alert must not pause.
          other === items
            ? [
                [3, '+', 600],
                [STEP, 0],
                [4, '+', 1],
              ]
            : [[8, 0]],
        ]),
      ),
      { 2.5: 1, 3.75: 1 },
    ),
  ),
];

export const pipelineScenarios: Scenario[] = [
  ...restarts,
  ...app,
  ...collector,
  ...stores,
  ...room,
];

/** The counters of one signal: what came in and what went on, per minute. */
const flow = (accepted: Phases, sent: Phases): Record<string, Phases> => ({
  otelcol_processor_memory_limiter_accepted_log_records: accepted,
  'otelcol_exporter_sent_log_records{exporter="otlp_http/loki"}': sent,
  'otelcol_exporter_sent_log_records{exporter="debug"}': accepted,
  otelcol_processor_memory_limiter_accepted_spans: [[30, '+', 60]],
  'otelcol_exporter_sent_spans{exporter="otlp_grpc/tempo"}': [[30, '+', 60]],
  otelcol_processor_memory_limiter_accepted_metric_points: [[30, '+', 60]],
  'otelcol_exporter_sent_metric_points{exporter="otlp_http/prometheus"}': [[30, '+', 60]],
});

/** How late telemetry is: per second, so 1 is sixty items a minute. */
function lateness(
  name: string,
  series: Record<string, Phases>,
  late: [at: number, signal: string, least: number, most: number][],
): Scenario {
  return {
    ...tell('none', name, series, {}),
    name: `freshness: ${name}`,
    expectations: late.map(([at, signal, least, most]) => ({
      at,
      expr: `count(telemetry:late:rate1m{signal="${signal}"} >= ${least} <= ${most})`,
      values: [1],
    })),
  };
}

const normal: Phases = [[30, '+', 60]];
const outage: Phases = [
  [10, '+', 60],
  [5, '+', 0],
  [1, '+', 360],
  [14, '+', 60],
];
const swap = (from: string, to: string, series: Record<string, Phases>) =>
  Object.fromEntries(Object.entries(series).map(([key, value]) => [key.replace(from, to), value]));

export const freshnessScenarios: Scenario[] = [
  lateness('what flows is not late', flow(normal, normal), [
    [10, 'logs', 0, 0],
    [10, 'traces', 0, 0],
    [10, 'metrics', 0, 0],
  ]),
  lateness('logs: an outage is late, catching up is not', flow(normal, outage), [
    [9, 'logs', 0, 0],
    [14, 'logs', 0.95, 1.05],
    [14, 'traces', 0, 0],
    [17, 'logs', 0, 0],
  ]),
  lateness(
    'traces: the same',
    {
      ...flow(normal, normal),
      'otelcol_exporter_sent_spans{exporter="otlp_grpc/tempo"}': outage,
      'otelcol_exporter_sent_spans{exporter="debug"}': normal,
    },
    [
      [14, 'traces', 0.95, 1.05],
      [14, 'logs', 0, 0],
      [14, 'metrics', 0, 0],
    ],
  ),
  lateness(
    'metrics: the same',
    {
      ...flow(normal, normal),
      'otelcol_exporter_sent_metric_points{exporter="otlp_http/prometheus"}': outage,
      'otelcol_exporter_sent_metric_points{exporter="prometheus"}': normal,
    },
    [
      [14, 'metrics', 0.95, 1.05],
      [14, 'logs', 0, 0],
    ],
  ),
  lateness('never anything sent', swap('otlp_http/loki', 'other', flow(normal, normal)), [
    [14, 'logs', 0.95, 1.05],
  ]),
  lateness('never a span sent', swap('otlp_grpc/tempo', 'other', flow(normal, normal)), [
    [14, 'traces', 0.95, 1.05],
  ]),
  lateness('never a point sent', swap('otlp_http/prometheus', 'other', flow(normal, normal)), [
    [14, 'metrics', 0.95, 1.05],
  ]),
  lateness(
    'a shortfall of a tenth may be under way; more is late',
    flow(normal, [
      [10, '+', 55],
      [10, '+', 52],
    ]),
    [
      [9, 'logs', 0, 0],
      [18, 'logs', 0.1, 0.16],
    ],
  ),
  lateness(
    'one batch that is under way when the counters are read',
    flow(
      [
        [10, 0],
        [0.25, 100],
        [10, 100],
      ],
      [
        [10.25, 0],
        [10, 100],
      ],
    ),
    [
      [10, 'logs', 0, 0],
      [10.25, 'logs', 0, 0],
      [10.5, 'logs', 0, 0],
    ],
  ),
];
