// The series that exist: the lab's own, those that the rules record, and those
// that the stores, the collector and Grafana expose about themselves.
import { recordedSeries } from './asked-queries.ts';
import LAB from './lab-series.json' with { type: 'json' };

const LAB_SERIES: Record<string, string[]> = LAB.series;

/** Labels by name of series that Prometheus scrapes, in the versions that .env names. */
const OWN_SERIES: Record<string, string> = {
  ALERTS: 'alertname alertstate severity',
  up: '',
  target_info: 'lab_url lab_queue_set_aside lab_unclean_end',
  scrape_duration_seconds: '',
  process_resident_memory_bytes: '',
  alert_receiver_watchdog_age_seconds: '',
  alertmanager_notifications_failed_total: 'integration reason',
  alertmanager_notifications_total: 'integration',
  grafana_datasource_request_duration_seconds: 'datasource',
  grafana_http_request_duration_seconds: 'status_code',
  loki_discarded_samples_total: 'reason tenant',
  loki_distributor_lines_received_total: '',
  loki_ingester_wal_disk_usage_percent: '',
  loki_request_duration_seconds: 'status_code',
  otelcol_exporter_queue_capacity: 'data_type exporter',
  otelcol_exporter_queue_size: 'data_type exporter',
  otelcol_process_memory_rss: '',
  otelcol_processor_tail_sampling_count_bytes_sampled: 'decision policy',
  otelcol_processor_tail_sampling_count_traces_sampled: 'decision policy',
  otelcol_processor_tail_sampling_global_count_traces_sampled: 'decision',
  otelcol_processor_tail_sampling_sampling_trace_dropped_too_early: '',
  otelcol_processor_tail_sampling_sampling_traces_on_memory: '',
  otelcol_process_uptime_seconds_total: 'service_name',
  prometheus_api_remote_write_invalid_labels_samples_total: '',
  prometheus_http_requests_total: 'code handler',
  prometheus_rule_evaluation_failures_total: 'rule_group',
  prometheus_rule_group_interval_seconds: 'rule_group',
  prometheus_rule_group_iterations_missed_total: 'rule_group',
  prometheus_rule_group_last_duration_seconds: 'rule_group',
  prometheus_tsdb_head_samples_appended_total: 'type',
  prometheus_tsdb_head_series: '',
  prometheus_target_scrapes_exceeded_sample_limit_total: '',
  prometheus_target_scrapes_sample_duplicate_timestamp_total: '',
  prometheus_target_scrapes_sample_out_of_bounds_total: '',
  prometheus_target_scrapes_sample_out_of_order_total: '',
  prometheus_tsdb_out_of_bound_samples_total: 'type',
  prometheus_tsdb_out_of_order_samples_total: 'type',
  prometheus_tsdb_retention_limit_bytes: '',
  prometheus_tsdb_storage_blocks_bytes: '',
  prometheus_tsdb_too_old_samples_total: 'type',
  prometheus_tsdb_wal_storage_size_bytes: '',
  tempo_discarded_spans_total: 'reason',
  tempo_distributor_spans_received_total: '',
  tempo_request_duration_seconds: 'status_code',
  traces_service_graph_request_total: 'client server connection_type',
};
for (const items of ['spans', 'metric_points', 'log_records']) {
  OWN_SERIES[`otelcol_receiver_accepted_${items}`] = 'receiver transport';
  OWN_SERIES[`otelcol_receiver_refused_${items}`] = 'receiver transport';
  OWN_SERIES[`otelcol_processor_memory_limiter_accepted_${items}`] = '';
  OWN_SERIES[`otelcol_receiver_failed_${items}`] = 'receiver transport';
  OWN_SERIES[`otelcol_exporter_sent_${items}`] = 'exporter';
  for (const failed of ['send_failed', 'enqueue_failed']) {
    OWN_SERIES[`otelcol_exporter_${failed}_${items}`] = 'exporter';
    // Of the agent, which sends its own metrics by OTLP.
    OWN_SERIES[`otelcol_exporter_${failed}_${items}_total`] = 'exporter service_name';
  }
}

for (const items of ['spans', 'datapoints', 'logs']) {
  OWN_SERIES[`otelcol_processor_filter_${items}_filtered`] = 'filter';
}

/** Labels that every series may have, or that a query makes itself (losses.ts). */
const COMMON_LABELS = ['__name__', 'job', 'instance', 'le', 'signal', 'reason'];

const recorded = recordedSeries();

/** The name of the histogram that a series belongs to. */
const whole = (metric: string) => metric.replace(/_(bucket|sum|count)$/, '');

/** The labels of a series of the lab's own, by registry/; undefined when it is none. */
const ofLab = (metric: string): string[] | undefined => {
  const labels: string[] | undefined = LAB_SERIES[metric] ?? LAB_SERIES[whole(metric)];
  return labels && [...labels, ...LAB.promoted];
};

/** Whether something is known to send or record it. */
export const isKnownMetric = (metric: string): boolean =>
  ofLab(metric) !== undefined ||
  recorded.has(metric) ||
  metric in OWN_SERIES ||
  whole(metric) in OWN_SERIES;

/** Whether one of `metrics` may carry this label. */
export const isKnownLabel = (label: string, metrics: string[]): boolean =>
  COMMON_LABELS.includes(label) ||
  metrics.some(
    (metric) =>
      ofLab(metric)?.includes(label) ||
      (recorded.has(metric) && (label.startsWith('sloth_') || recorded.get(metric)?.has(label))) ||
      (metric === 'ALERTS' && label.startsWith('sloth_')) ||
      (OWN_SERIES[metric] ?? OWN_SERIES[whole(metric)] ?? '').split(' ').includes(label),
  );
