// Fragments of PromQL that more than one dashboard asks with.

/**
 * The value below which the share `q` (0 to 1) of what `buckets` counted lies; `buckets` is a vector
 * with the label le. Without a single event there is no such value: ">= 0" drops the NaN that Prometheus
 * answers then, so that a panel says "no data".
 */
export const quantile = (q: number, buckets: string): string =>
  `histogram_quantile(${q}, ${buckets}) >= 0`;
