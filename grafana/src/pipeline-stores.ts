// The stores, as the dashboard "Pipeline health" shows them: work, failures, disk and memory.
import { lines } from './panels/lines.ts';
import { promQl, scraped } from './queries.ts';

/** What the stores take in, and the requests that they fail. */
export const stores = [
  lines({
    title: 'What do the stores take in?',
    description:
      "The stores' own counts: spans that Tempo received, lines that Loki received, samples that Prometheus appended (its scrapes included).",
    unit: 'cps',
    width: 12,
    queries: [
      promQl(
        'sum(rate(tempo_distributor_spans_received_total[$__rate_interval]))',
        'Tempo: spans',
        scraped,
      ),
      promQl(
        'sum(rate(loki_distributor_lines_received_total[$__rate_interval]))',
        'Loki: lines',
        scraped,
      ),
      promQl(
        'sum(rate(prometheus_tsdb_head_samples_appended_total[$__rate_interval]))',
        'Prometheus: samples',
        scraped,
      ),
    ],
  }),
  lines({
    title: 'Which requests do the stores fail?',
    description:
      'Answers with status 5xx, per second, whoever asked: the collector that writes, or Grafana that reads.',
    unit: 'reqps',
    width: 12,
    queries: [
      promQl(
        'sum(rate(tempo_request_duration_seconds_count{status_code=~"5..|error"}[$__rate_interval])) or vector(0)',
        'Tempo',
        scraped,
      ),
      promQl(
        'sum(rate(loki_request_duration_seconds_count{status_code=~"5.."}[$__rate_interval])) or vector(0)',
        'Loki',
        scraped,
      ),
      promQl(
        'sum(rate(prometheus_http_requests_total{code=~"5.."}[$__rate_interval])) or vector(0)',
        'Prometheus',
        scraped,
      ),
    ],
  }),
];

/** Disk and memory of stores and collector. */
export const room = [
  lines({
    title: 'How much disk do they use?',
    description:
      'Prometheus: blocks and write-ahead log. Loki and Tempo do not tell the size of what they keep: for Loki the share of its disk that is full, on the right.',
    unit: 'bytes',
    width: 8,
    queries: [
      promQl('prometheus_tsdb_storage_blocks_bytes', 'Prometheus: blocks', scraped),
      promQl(
        'prometheus_tsdb_wal_storage_size_bytes{job="prometheus"}',
        'Prometheus: log',
        scraped,
      ),
    ],
  }),
  lines({
    title: 'How full is the disk?',
    description:
      "As Loki sees it; all volumes of the lab are on the engine's disk, so it is the same for every store.",
    unit: 'percentunit',
    width: 8,
    max: 1,
    thresholds: [
      [0, 'green'],
      [0.9, 'red'],
    ],
    objective: true,
    queries: [promQl('loki_ingester_wal_disk_usage_percent', 'disk', scraped)],
  }),
  lines({
    title: 'How much memory do they take?',
    description:
      'Resident memory of each process. The limits stand in docker-compose.yml: 512 MiB for the stores and Grafana, 256 MiB for the collector.',
    unit: 'bytes',
    width: 8,
    queries: [
      promQl(
        'process_resident_memory_bytes{job=~"tempo|loki|prometheus|grafana"}',
        '{{job}}',
        scraped,
      ),
      promQl('otelcol_process_memory_rss', 'otel-collector', scraped),
    ],
  }),
];
