// Alerts about the stores, Grafana and what Prometheus asks.
import { type Phases, tell, UP } from './alert-case.ts';
import type { Scenario } from './scenario.ts';

export const storeScenarios: Scenario[] = [
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
