// Other values for the collector's configuration, and parts of it left out: what does each cost?
import type { Replacement } from '../../evidence/replace-once.ts';

export const CONFIG = 'otel-collector/config.yaml';
export const STORES = 'otel-collector/stores.yaml';

export interface Variation {
  title: string;
  /** By file; none leave the configuration as it is. */
  replacements?: Record<string, Replacement[]>;
  /** The container's memory limit. */
  memory?: string;
}

const other = (title: string, ...replacements: Replacement[]): Variation => ({
  title,
  replacements: { [STORES]: replacements },
});

const BATCH = 'min_size: 512, max_size: 4096';

const QUEUE_IN_MEMORY: Replacement = ['storage: file_storage', 'storage:'];
// The collector refuses a connector that nothing is sent to: a receiver that nobody uses feeds it.
const NO_SPAN_METRICS: Replacement[] = [
  [
    'processors:\n',
    'receivers: { otlp/none: { protocols: { grpc: { endpoint: 127.0.0.1:14317 } } } }\nprocessors:\n',
  ],
  ...['own', 'others'].map((lane): Replacement => {
    const pipeline = `traces/${lane}:\n      receivers: `;
    return [`${pipeline}[forward]`, `${pipeline}[otlp/none]`];
  }),
];
const NO_PRIVACY: Record<string, Replacement[]> = {
  [CONFIG]: [
    [
      'processors: &clean [memory_limiter, resource, transform/unvisited, redaction, transform/visited]',
      'processors: &clean [memory_limiter, resource]',
    ],
  ],
};

export const VARIATIONS: Variation[] = [
  { title: 'as it is' },
  other('queue in memory', QUEUE_IN_MEMORY),
  {
    title: 'queue on disk with fsync',
    replacements: {
      [CONFIG]: [
        ['directory: /var/lib/otelcol\n', 'directory: /var/lib/otelcol\n    fsync: true\n'],
      ],
    },
  },
  other('no span metrics, no lanes', ...NO_SPAN_METRICS),
  { title: 'nothing is looked at for what is private', replacements: NO_PRIVACY },
  {
    title: 'none of these: to Tempo alone',
    replacements: { ...NO_PRIVACY, [STORES]: [QUEUE_IN_MEMORY, ...NO_SPAN_METRICS] },
  },
  ...[50, 1500].map((megabytes) =>
    other(`queue of ${megabytes} MB`, ['queue_size: 500000000', `queue_size: ${megabytes}000000`]),
  ),
  ...[
    [1, 512],
    [512, 1024],
    [2048, 4096],
    [4096, 16384],
  ].map(([least, most]) =>
    other(`batches of ${least} to ${most} items`, [BATCH, `min_size: ${least}, max_size: ${most}`]),
  ),
  ...[1, 5, 10].map((count) =>
    other(`consumers: ${count}`, ['num_consumers: 3', `num_consumers: ${count}`]),
  ),
  ...['128m', '192m', '512m'].map((memory) => ({ title: `memory limit ${memory}`, memory })),
];
