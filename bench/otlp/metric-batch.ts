// The counter and the histogram of requests, as the lab's backend has them.
import { ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { type Batch, nanoseconds } from './batch.ts';
import { ROUTES, resource } from './spans.ts';

const STATUSES = [200, 201, 400, 404, 500];

/** Reads when asked. */
class Reader extends MetricReader {
  override async onForceFlush() {}
  override async onShutdown() {}
}

/** Collects after the millisecond in which the sums began: the two times must not have the same bytes. */
async function collectLater(reader: Reader) {
  for (;;) {
    const { resourceMetrics } = await reader.collect();
    const metrics = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
    const points = metrics.flatMap(({ dataPoints }) =>
      dataPoints.map(({ startTime, endTime }) => ({
        begin: nanoseconds(startTime),
        end: nanoseconds(endTime),
      })),
    );
    const begins = new Set(points.map(({ begin }) => begin));
    if (!points.some(({ end }) => begins.has(end))) return { resourceMetrics, points };
  }
}

/** An export of 100 points: two for each route and status, cumulative. */
export async function metricBatch(): Promise<Batch> {
  const reader = new Reader();
  const meter = new MeterProvider({ resource, readers: [reader] }).getMeter('otel-lab');
  const requests = meter.createCounter('bench.requests');
  const duration = meter.createHistogram('bench.request.duration', { unit: 's' });
  for (const { method, route } of ROUTES) {
    for (const status of STATUSES) {
      const attributes = { method, endpoint: route, status_code: status };
      requests.add(1, attributes);
      duration.record(0.002, attributes);
    }
  }
  const { resourceMetrics, points } = await collectLater(reader);
  return {
    path: '/v1/metrics',
    bytes: ProtobufMetricsSerializer.serializeRequest(resourceMetrics) ?? new Uint8Array(),
    items: points.length,
    traceIds: [],
    spanIds: [],
    // Not the times at which the sums begin: those stay.
    times: [...new Set(points.map(({ end }) => end))],
    instance: String(resource.attributes['service.instance.id']),
  };
}
