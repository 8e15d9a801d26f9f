// How long SQL statements take, from their spans, with links to the traces. For "Database".
import { type DataLink, tracesLink } from './links.ts';
import { heatmap } from './panels/heatmap.ts';
import { lines } from './panels/lines.ts';
import { quantile } from './promql.ts';
import { promQl, promQlBuckets } from './queries.ts';

const spans =
  'rate(traces_spanmetrics_latency_bucket{service_name="backend", span_kind="SPAN_KIND_CLIENT"}[$__rate_interval])';

/** Upper bounds of the buckets of span_metrics in otel-collector/stores.yaml. */
const BOUNDS = '100us 250us 500us 1ms 2.5ms 5ms 10ms 25ms 50ms 100ms 250ms 500ms 1s 2.5s 5s 10s';
const PER_SECOND: Record<string, number> = { us: 1e6, ms: 1e3, s: 1 };

/** A duration as Prometheus writes the label le. */
const inSeconds = (duration: string): string =>
  String(Number.parseFloat(duration) / (PER_SECOND[duration.replace(/^[\d.]+/, '')] ?? Number.NaN));

/** For each bucket, by its label le, a link to the traces with statements of such a duration. */
function bucketLinks(): Record<string, DataLink> {
  const bounds = BOUNDS.split(' ');
  const links = [...bounds, undefined].map((bound, index): [string, DataLink] => {
    const conditions = [
      'span.db.system.name = "sqlite"',
      ...bounds.slice(index - 1, index).map((below) => `duration > ${below}`),
      ...(bound ? [`duration <= ${bound}`] : []),
    ];
    return [
      bound ? inSeconds(bound) : '+Inf',
      tracesLink(
        'Traces with statements that took this long',
        `{ ${conditions.join(' && ')} } | select(span.db.query.text)`,
      ),
    ];
  });
  return Object.fromEntries(links);
}

/** All statements: a cell per moment and bucket. */
export const distribution = heatmap({
  title: 'How are the durations of statements distributed?',
  description:
    'Each column is a moment, each cell a range of durations, coloured by how many statements per second took that long. Two bands are two kinds of statements, or the same kind with and without waiting. Click a cell for traces with statements of that duration; drag for a shorter time. Each pink square is one real statement: click it and choose "Open trace". These exemplars come from the collector, which times the spans of each statement.',
  unit: 's',
  cellUnit: 'ops',
  width: 24,
  links: bucketLinks(),
  queries: [promQlBuckets(`sum by (le) (${spans})`)],
});

/** One line per statement. */
export const duration = lines({
  title: 'How long do 95 % of statements take at most?',
  description:
    'By statement. Each diamond is one real statement: point at it and choose "Open trace". They come from the collector, which times the spans of each statement; a diamond shows the exact time, the line an estimate within a bucket.',
  unit: 's',
  width: 24,
  height: 9,
  links: [
    tracesLink(
      'Traces with this statement',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: variables of Grafana
      '{ name = "${__field.labels.span_name}" && kind = client } | select(span.db.query.text)',
    ),
  ],
  queries: [
    promQl(quantile(0.95, `sum by (le, span_name) (${spans})`), '{{span_name}}', {
      exemplar: true,
    }),
  ],
});
