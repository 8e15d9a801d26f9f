import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MetricsPage } from '../../stores/metrics-page.ts';
import { waitingIn } from './waiting.ts';

test('what two gateways sent and no worker took waits in Kafka', () => {
  const page = new MetricsPage(`otelcol_exporter_queue_size{exporter="kafka",data_type="logs"} 300
otelcol_exporter_sent_log_records_total{exporter="kafka"} 50
otelcol_exporter_sent_spans_total{exporter="kafka"} 70
otelcol_exporter_queue_size{exporter="kafka",data_type="logs"} 100
otelcol_exporter_sent_spans_total{exporter="kafka"} 30
otelcol_receiver_accepted_spans_total{receiver="otlp"} 900
otelcol_receiver_accepted_spans_total{receiver="kafka"} 60
otelcol_exporter_sent_spans_total{exporter="otlp_grpc/tempo"} 5
otelcol_exporter_queue_size{exporter="otlp_grpc/tempo"} 20
`);
  assert.deepEqual(waitingIn(page), { gateways: 400, kafka: 90, workers: 20 });
});

test('in the plain lab things wait for the stores alone', () => {
  const page = new MetricsPage('otelcol_exporter_queue_size{exporter="otlp_http/loki"} 7\n');
  assert.deepEqual(waitingIn(page), { gateways: 0, kafka: 0, workers: 7 });
});
