// What rules/freshness.yaml records: how late telemetry is.
import { type Phases, tell } from './alert-case.ts';
import type { Scenario } from './scenario.ts';

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
      [10, '+', 53.5],
    ]),
    [
      [9, 'logs', 0, 0],
      [18, 'logs', 0.1, 0.12],
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
  lateness('an outage is late after two readings', flow(normal, outage), [[10.75, 'logs', 0.2, 1]]),
  lateness(
    'the first reading is no verdict',
    swap('otlp_http/loki', 'other', flow(normal, normal)),
    [[0.25, 'logs', 0, 0]],
  ),
  rates(),
];

/** Two senders, who begin again and then send more: their rates are added, and follow within a minute. */
function rates(): Scenario {
  const sender = (perMinute: number): Phases => [
    [10, '+', perMinute],
    [0.25, 0],
    [10, '+', perMinute * 5],
  ];
  const counters = [
    ['traces', 'spans', 'otlp_grpc/tempo'],
    ['metrics', 'metric_points', 'otlp_http/prometheus'],
    ['logs', 'log_records', 'otlp_http/loki'],
  ];
  const series = counters.flatMap(([, items, exporter]): [string, Phases][] =>
    [60, 120].flatMap((perMinute): [string, Phases][] => [
      [
        `otelcol_processor_memory_limiter_accepted_${items}{instance="${perMinute}"}`,
        sender(perMinute),
      ],
      [
        `otelcol_exporter_sent_${items}{exporter="${exporter}", instance="${perMinute}"}`,
        sender(perMinute),
      ],
    ]),
  );
  const between = (at: number, name: string, signal: string, least: number, most: number) => ({
    at,
    expr: `count(telemetry:${name}:rate1m{signal="${signal}"} >= ${least} <= ${most})`,
    values: [1],
  });
  return {
    ...tell('none', 'rates', Object.fromEntries(series), {}),
    name: 'freshness: rates of several senders',
    expectations: counters.flatMap(([signal = '']) =>
      ['accepted', 'sent'].flatMap((name) => [
        between(9, name, signal, 2.95, 3.05),
        between(10.5, name, signal, 0.5, 15),
        between(12, name, signal, 14.5, 15.5),
      ]),
    ),
  };
}
