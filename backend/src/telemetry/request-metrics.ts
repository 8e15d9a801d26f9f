// The three metrics of the lab's contract (requests, errors, duration) and the number of running
// requests. OpenTelemetry's own duration, http.server.request.duration, comes from the HTTP
// instrumentation.
import { metrics } from '@opentelemetry/api';
import { METRIC, SCOPE } from './names.ts';

const meter = metrics.getMeter(SCOPE);

const requests = meter.createCounter(METRIC.httpRequestsTotal.name, METRIC.httpRequestsTotal);
const errors = meter.createCounter(METRIC.httpErrorsTotal.name, METRIC.httpErrorsTotal);
const duration = meter.createHistogram(METRIC.httpRequestDurationSeconds.name, {
  ...METRIC.httpRequestDurationSeconds,
  // Fine around the objective of 500 ms: a quantile is only as precise as its bucket.
  advice: {
    explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.35, 0.5, 0.75, 1, 2.5, 5, 10],
  },
});
const active = meter.createUpDownCounter('http.server.active_requests', {
  description: 'Requests under way.',
  unit: '{request}',
});

// HTTP's methods; anything else becomes a single value.
// https://opentelemetry.io/docs/specs/semconv/http/http-metrics/
const KNOWN_METHODS = new Set(
  'GET HEAD POST PUT PATCH DELETE OPTIONS CONNECT TRACE QUERY'.split(' '),
);
const methodOf = (method: string): string => (KNOWN_METHODS.has(method) ? method : '_OTHER');

/** The labels of an answered request; each has a small, fixed set of values. */
export interface AnsweredRequest {
  method: string;
  /** The route's template, such as /api/tasks/:id; never the path. */
  endpoint: string;
  status: number;
  seconds: number;
}

/** Counts a request as running until the returned function is called. */
export function trackActiveRequest(method: string): () => void {
  const attributes = { 'http.request.method': methodOf(method), 'url.scheme': 'http' };
  active.add(1, attributes);
  return () => active.add(-1, attributes);
}

/** Counts one answered request. */
export function recordRequest({ method, endpoint, status, seconds }: AnsweredRequest): void {
  const attributes = { method: methodOf(method), endpoint, status_code: String(status) };
  requests.add(1, attributes);
  duration.record(seconds, attributes);
  if (status >= 400) {
    errors.add(1, attributes);
  }
}
