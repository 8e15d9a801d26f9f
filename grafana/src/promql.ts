// Parts of PromQL queries that more than one dashboard uses.

/**
 * The quantile `q` (0 to 1) of a classic histogram; `buckets` is a vector with the label le. Without
 * events Prometheus answers NaN. ">= 0" drops it, so that the panel shows its text for "no data".
 */
export const quantile = (q: number, buckets: string): string =>
  `histogram_quantile(${q}, ${buckets}) >= 0`;

/**
 * How much `counter` rose in each `step`: its last value minus its last value before the step. The
 * latter is 0 if there was none for as long as `back`, and after a restart, which a lower value within
 * the step reveals.
 */
function rise(counter: string, step: string, back: string): string {
  const now = `last_over_time(${counter}[${step}])`;
  const before = `last_over_time(${counter}[${back}] offset ${step})`;
  return `${now} - (${before} <= min_over_time(${counter}[${step}]) or 0 * ${now})`;
}

/**
 * The number of events that `counter` (a selector) counted within `range`, per series. increase() would
 * ignore the first value of a series and extrapolate, so it turns one event into none or into one and a
 * half. Here the first value counts, restarts are seen, and the result is a whole number. A new event
 * is included at the next multiple of `step`, and `range` should be a multiple of it. A series that was
 * not read for longer than `back` counts as a new one; each step costs as much as `back` is long.
 */
export const counted = (
  counter: string,
  range = '$__range',
  step = '$__interval',
  back = '1d',
): string => `sum_over_time((${rise(counter, step, back)})[${range}:${step}])`;

/**
 * Events per second, for the collector's own counters: they appear with their first event, without a 0
 * before it, so rate() would miss that event. $__rate_interval is a multiple of 15 s for series that
 * are `scraped` (queries.ts).
 */
export const perSecond = (counter: string): string =>
  `${counted(counter, '$__rate_interval', '15s')} * 1000 / $__rate_interval_ms`;

/** The exporter that sends items on to their store, by the collector's word for them; a regular expression. */
export const STORE_EXPORTERS = {
  spans: 'otlp_grpc/tempo',
  metric_points: 'otlp_http/prometheus',
  log_records: 'otlp_http/loki.*',
};

/**
 * Seconds since an exporter's queue was last empty, the longest per `data_type`, for up to an hour:
 * whatever came before that waits no more, so nothing waits longer. Read every five seconds, as the
 * collector is scraped; until it is read again, nobody knows. A queue also counts as empty with at most
 * a megabyte, if something was sent since the reading before: that is what is on its way. The app sends
 * metrics every 1.5 s, and each reading may meet them.
 */
export function sinceEmpty(): string {
  const queue = 'last_over_time(otelcol_exporter_queue_size[5s])';
  const sent = (ago: string) =>
    `sum by (exporter) (last_over_time({__name__=~"otelcol_exporter_sent_.+"}[5s]${ago}))`;
  const onItsWay = `${queue} <= 1e6 and on (exporter) ${sent('')} > ${sent(' offset 5s')}`;
  return `time() - min by (data_type) (max_over_time(timestamp(${queue} == 0 or ${onItsWay})[1h:5s]))`;
}
