// A restart of what counts must neither raise an alert nor hide one.
import { type Phases, REQUESTS, STEP, tell } from './alert-case.ts';
import type { Scenario } from './scenario.ts';

/** A counter that begins again from zero, as after a restart, and grows slower than it had. */
const restarted: Phases = [
  [5, '+', 600],
  [STEP, 0],
  [20, '+', 1],
];
export const restartScenarios: Scenario[] = [
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
