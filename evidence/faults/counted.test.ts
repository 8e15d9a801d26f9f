import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lostBetween } from './counted.ts';

const FAILED = 'otel-collector otelcol_exporter_send_failed_spans{exporter="otlp_grpc/tempo"}';

test('what a counter rose by is lost, of the signal in its name', () => {
  const { spans, lines, by } = lostBetween(
    new Map([
      [FAILED, 3],
      ['loki loki_discarded_samples_total{reason="too_old"}', 1],
    ]),
    new Map([
      [FAILED, 10],
      ['loki loki_discarded_samples_total{reason="too_old"}', 6],
      ['tempo tempo_discarded_spans_total{reason="live_traces_exceeded"}', 0],
    ]),
  );
  assert.deepEqual({ spans, lines }, { spans: 7, lines: 5 });
  assert.equal(by.length, 2);
});

test('a part that was started again counts from 0', () => {
  assert.equal(lostBetween(new Map([[FAILED, 9]]), new Map([[FAILED, 4]])).spans, 4);
});

test('points, what is tried again, and what is not turned into metrics are no lost spans', () => {
  const rose = new Map([
    ['otel-collector otelcol_exporter_send_failed_metric_points{exporter="spans"}', 5],
    ['otel-collector otelcol_receiver_refused_spans{receiver="otlp"}', 5],
    ['tempo tempo_metrics_generator_spans_discarded_total{reason="late"}', 5],
    ['tempo unreachable', 1],
  ]);
  const { spans, lines } = lostBetween(new Map(), rose);
  assert.deepEqual({ spans, lines }, { spans: 0, lines: 0 });
});
