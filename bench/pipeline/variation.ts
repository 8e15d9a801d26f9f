// Other values for the collector's configuration, and parts of it left out: what does each cost?
import type { Replacement } from '../../evidence/replace-once.ts';

export const CONFIGURATION = 'otel-collector/config.yaml';

export interface Variation {
  title: string;
  /** None leave the configuration as it is. */
  replacements?: Replacement[];
  /** The container's memory limit. */
  memory?: string;
}

const other = (title: string, ...replacements: Replacement[]): Variation => ({
  title,
  replacements,
});

const BATCH = 'min_size: 512, max_size: 4096';

const QUEUE_IN_MEMORY: Replacement = ['storage: file_storage', 'storage:'];
// The collector refuses a connector that nothing is sent to: a receiver that nobody uses feeds it.
const NO_SPAN_METRICS: Replacement[] = [
  ['exporters: [otlp_grpc/tempo, forward, debug]', 'exporters: [otlp_grpc/tempo, debug]'],
  [
    'receivers:\n  otlp:\n',
    'receivers:\n  otlp/none: { protocols: { grpc: { endpoint: 127.0.0.1:14317 } } }\n  otlp:\n',
  ],
  [
    'pipelines:\n',
    'pipelines:\n    traces/none: { receivers: [otlp/none], exporters: [forward] }\n',
  ],
];
const NO_PRIVACY: Replacement = [
  'processors: &clean [memory_limiter, resource, transform/unvisited, redaction, transform/visited]',
  'processors: &clean [memory_limiter, resource]',
];

export const VARIATIONS: Variation[] = [
  { title: 'as it is' },
  other('queue in memory', QUEUE_IN_MEMORY),
  other('queue on disk with fsync', [
    'directory: /var/lib/otelcol\n',
    'directory: /var/lib/otelcol\n    fsync: true\n',
  ]),
  other('no span metrics, no lanes', ...NO_SPAN_METRICS),
  other('nothing is looked at for what is private', NO_PRIVACY),
  other('none of these: to Tempo alone', QUEUE_IN_MEMORY, ...NO_SPAN_METRICS, NO_PRIVACY),
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
