// Alerts about what runs full, and about rules that do not run.
import { tell } from './alert-case.ts';
import type { Scenario } from './scenario.ts';

const STORAGE = 'job="prometheus", instance="localhost:9090"';
export const roomScenarios: Scenario[] = [
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
