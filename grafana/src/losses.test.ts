// What is shown as lost, as nothing, and as unknown, evaluated by Prometheus' own promtool.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { promtoolMissing, testSuites } from '../../prometheus/src/promtool.ts';
import { LOST, PLACES, type Place } from '../../stores/losses.ts';
import { lost } from './losses.ts';

/** A row of the answer: its labels and number. */
type Row = [signal: string, reason: string, value: number];

/** Stands for NaN, which a test in JSON cannot expect. */
const UNKNOWN = -1;
const withoutNaN = (expr: string) => `(${expr}) >= 0 or ${UNKNOWN} * ((${expr}) != bool (${expr}))`;

/** Series with a sample every 15 s; asked after 20 minutes, which is 80 samples. */
const CASES: { name: string; place: Place; series: Record<string, string>; rows: Row[] }[] = [
  {
    name: 'nothing has been counted yet, by a part that answers',
    place: 'export',
    series: { 'up{job="otel-collector"}': '1x80' },
    rows: [
      ['spans', '', 0],
      ['metric points', '', 0],
      ['log records', '', 0],
    ],
  },
  {
    name: 'something was lost, and of the other signals nothing',
    place: 'app',
    series: {
      'lab_tasks{service_name="backend"}': '1x80',
      'otel_sdk_processor_span_processed_total{error_type="queue_full"}': '_x70 5x10',
      'otel_sdk_processor_span_processed_total{error_type=""}': '0+9x80',
      lab_unclean_ends_total: '0x80',
    },
    rows: [
      ['spans', 'queue_full', 5],
      ['metric points', '', 0],
      ['log records', '', 0],
      ['unclean ends', '', 0],
    ],
  },
  {
    name: 'a part that answered once, and does not now',
    place: 'page',
    series: {
      'up{job="otel-collector"}': '1x70 0x10',
      'lab_page_telemetry_dropped_total{lab_telemetry_reason="overflow"}': '_x60 3x10 _x10',
    },
    rows: [
      ['batches', 'overflow', 3],
      ['batches', 'it does not answer', UNKNOWN],
    ],
  },
  {
    name: 'a part that nobody has heard of',
    place: 'queue',
    series: { 'up{job="loki"}': '1x80' },
    rows: [
      ['spans', 'it does not answer', UNKNOWN],
      ['metric points', 'it does not answer', UNKNOWN],
      ['log records', 'it does not answer', UNKNOWN],
    ],
  },
  {
    name: 'a lab without an agent',
    place: 'agent',
    series: { 'up{job="otel-collector"}': '1x80' },
    rows: [],
  },
  {
    name: 'what was refused and is sent again is not lost',
    place: 'receive',
    series: {
      'up{job="otel-collector"}': '1x80',
      'otelcol_receiver_refused_spans{receiver="otlp"}': '0+9x80',
      'otelcol_processor_filter_spans_filtered{filter="filter/own"}': '0+9x80',
      'otelcol_processor_filter_spans_filtered{filter="filter/tenth"}': '0+1x80',
    },
    rows: [
      ['spans', 'filter/tenth', 80],
      ['metric points', '', 0],
      ['log records', '', 0],
    ],
  },
];

const labelsOf = (signal: string, reason: string) =>
  `{signal="${signal}"${reason && `, reason="${reason}"`}}`;

const files = Object.fromEntries(
  CASES.map(({ name, place, series, rows }, index) => [
    `test-${index}.yaml`,
    {
      tests: [
        {
          name,
          interval: '15s',
          input_series: Object.entries(series).map(([one, values]) => ({ series: one, values })),
          promql_expr_test: [
            {
              expr: withoutNaN(
                lost(
                  LOST.filter((counter) => counter.place === place),
                  '20m',
                  '15s',
                ),
              ),
              eval_time: '20m',
              exp_samples: rows.map(([signal, reason, value]) => ({
                labels: labelsOf(signal, reason),
                value,
              })),
            },
          ],
        },
      ],
    },
  ]),
);

const skip = process.env.CI === 'true' ? false : promtoolMissing();

test('0 is known to be 0, and what nobody knows is not a number', { skip }, () => {
  const [outcome] = testSuites([{ name: 'losses', groups: [], files }]);
  assert.ok(outcome?.passed, outcome?.output);
});

test('each place has counters of what is lost for good', () => {
  for (const place of PLACES)
    assert.ok(
      LOST.some((counter) => counter.place === place),
      place,
    );
});

test('what the collector sums up out of log records is a counter', () => {
  const file = new URL('../../otel-collector/stores.yaml', import.meta.url);
  const { logs } = parse(readFileSync(file, 'utf8')).connectors.signal_to_metrics;
  for (const { name, sum } of logs) if (sum) assert.equal(sum.monotonic, true, name);
});
