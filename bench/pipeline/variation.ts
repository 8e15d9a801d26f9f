// The lab's own configuration of the collector with one value changed.

import { type Replacement, replaceOnce } from '../replace-once.ts';

export interface Variation {
  title: string;
  /** What stands in the file, and what to put there; none leaves it as it is. */
  replace?: Replacement;
  /** The container's memory limit. */
  memory?: string;
}

/** @throws {Error} when the text to replace is not there just once. */
export const vary = (configuration: string, { title, replace }: Variation): string =>
  replace ? replaceOnce(title, configuration, replace) : configuration;

const QUEUE = 'queue_size: 10000';
const BATCH = 'min_size: 512, max_size: 4096';

const queues = ['1000', '30000'].map((size) => ({
  title: `queue of ${size} requests`,
  replace: [QUEUE, `queue_size: ${size}`] as Replacement,
}));
const consumers = [1, 5, 10].map((count) => ({
  title: `consumers: ${count}`,
  replace: ['num_consumers: 3', `num_consumers: ${count}`] as Replacement,
}));
const batches = [
  [1, 512],
  [512, 1024],
  [2048, 4096],
  [4096, 16384],
].map(([least, most]) => ({
  title: `batches of ${least} to ${most} items`,
  replace: [BATCH, `min_size: ${least}, max_size: ${most}`] as Replacement,
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
