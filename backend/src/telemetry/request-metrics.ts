// The three metrics of the lab's contract: how many requests, how many failed, how long.
import { metrics } from '@opentelemetry/api';
import { METRIC, SCOPE } from './names.ts';

const meter = metrics.getMeter(SCOPE);

const requests = meter.createCounter(METRIC.requests, { description: 'Requests answered.' });
const errors = meter.createCounter(METRIC.errors, {
  description: 'Requests answered with a status of 400 or more.',
});
const duration = meter.createHistogram(METRIC.duration, {
  description: 'Time from the arrival of a request to the end of its answer.',
  unit: 's',
  // Fine around the objective of 500 ms: a quantile is only as sharp as the bucket it falls in.
  advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] },
});

/** The labels of all three. Each has a small, fixed set of values. */
export interface RequestLabels {
  method: string;
  /** The route's template, such as /api/tasks/:id; never the path itself. */
  endpoint: string;
  /** As a string: OTLP would otherwise carry a number that Prometheus turns into a string. */
  status_code: string;
}

/** Counts one answered request that took `seconds`. */
export function recordRequest(labels: RequestLabels, seconds: number): void {
  const attributes = { ...labels };
  requests.add(1, attributes);
  duration.record(seconds, attributes);
  if (Number(labels.status_code) >= 400) {
    errors.add(1, attributes);
  }
}
