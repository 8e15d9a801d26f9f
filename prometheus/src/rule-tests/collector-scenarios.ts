// Alerts about the collector and its queues.
import { type Phases, tell, UP } from './alert-case.ts';
import type { Scenario } from './scenario.ts';

export const collectorScenarios: Scenario[] = [
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
