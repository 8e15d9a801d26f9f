// One export of each signal, made once by the SDK itself.
import type { Batch, Signal } from './batch.ts';
import { logBatch } from './log-batch.ts';
import { metricBatch } from './metric-batch.ts';
import { spanBatch } from './span-batch.ts';
import { spansOf } from './spans.ts';

/** Traces in one export of spans, and in one of logs. With three spans, or two records, it is close to the SDK's 512. */
const TRACES = 170;
const TRACES_OF_LOGS = 256;

const BATCHES: Record<Signal, () => Promise<Batch>> = {
  spans: async () => spanBatch(spansOf(TRACES)),
  'log records': async () => logBatch(spansOf(TRACES_OF_LOGS)),
  points: metricBatch,
};

export const batchOf = (signal: Signal): Promise<Batch> => BATCHES[signal]();
