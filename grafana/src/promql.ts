// Fragments of PromQL that more than one dashboard asks with.

/**
 * The value below which the share `q` (0 to 1) of what `buckets` counted lies; `buckets` is a vector
 * with the label le. Without a single event there is no such value: ">= 0" drops the NaN that Prometheus
 * answers then, so that a panel says "no data".
 */
export const quantile = (q: number, buckets: string): string =>
  `histogram_quantile(${q}, ${buckets}) >= 0`;

/**
 * What `counter` rose by in each `step`: its last value, less its last value before the step. That is
 * 0 where there was none in the day before, and where it was lower meanwhile: it began again.
 */
function rise(counter: string, step: string): string {
  const now = `last_over_time(${counter}[${step}])`;
  const before = `last_over_time(${counter}[1d] offset ${step})`;
  return `${now} - (${before} <= min_over_time(${counter}[${step}]) or 0 * ${now})`;
}

/**
 * How many events `counter` (a selector) has counted within `range`, one number per series. increase()
 * does not tell: it takes the value that a series begins with for old, and extrapolates, so that one
 * event is none, or one and a half. Here the first value counts, a restart loses nothing, and the
 * number is whole. An event counts from the next whole `step` on; `range` must be longer than `step`.
 */
export const counted = (counter: string, range = '$__range', step = '$__interval'): string =>
  `sum_over_time((${rise(counter, step)})[${range}:${step}])`;

/**
 * Events per second. For the collector's counters of itself, which have no sample before their first
 * event; of those that begin with 0, rate() tells the same.
 */
export const perSecond = (counter: string): string =>
  `${counted(counter, '$__rate_interval')} * 1000 / $__rate_interval_ms`;
