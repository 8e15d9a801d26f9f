// The lab's own configuration of the collector with one value changed.

export interface Variation {
  title: string;
  /** What stands in the file, and what to put there; none leaves it as it is. */
  replace?: [text: string, by: string];
  /** The container's memory limit. */
  memory?: string;
}

/** @throws {Error} when the text is not in the configuration, or more than once. */
export function vary(configuration: string, { title, replace }: Variation): string {
  if (!replace) return configuration;
  const [text, by] = replace;
  const parts = configuration.split(text);
  if (parts.length !== 2) {
    throw new Error(`${title}: "${text}" is ${parts.length - 1} times in the configuration`);
  }
  return parts.join(by);
}

const QUEUE = 'queue_size: 10000';
const BATCH = 'min_size: 512, max_size: 4096';

const queues = ['1000', '30000'].map((size) => ({
  title: `queue of ${size} requests`,
  replace: [QUEUE, `queue_size: ${size}`] as [string, string],
}));
const consumers = [1, 5, 10].map((count) => ({
  title: `consumers: ${count}`,
  replace: ['num_consumers: 3', `num_consumers: ${count}`] as [string, string],
}));
const batches = [
  [1, 512],
  [512, 1024],
  [2048, 4096],
  [4096, 16384],
].map(([least, most]) => ({
  title: `batches of ${least} to ${most} items`,
  replace: [BATCH, `min_size: ${least}, max_size: ${most}`] as [string, string],
}));
const memory = ['128m', '192m', '512m'].map((limit) => ({
  title: `memory limit ${limit}`,
  memory: limit,
}));

export const VARIATIONS: Variation[] = [
  { title: 'as it is' },
  ...queues,
  ...batches,
  ...consumers,
  ...memory,
];
