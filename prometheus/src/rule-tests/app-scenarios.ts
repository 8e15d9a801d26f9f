// Alerts about what the backend sends.
import { LOOP, REQUESTS, tell, UP } from './alert-case.ts';
import type { Scenario } from './scenario.ts';

export const appScenarios: Scenario[] = [
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
