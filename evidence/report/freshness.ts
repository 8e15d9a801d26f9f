// Measures how long after the answer to a request each store has its signals.
import { ask } from '../../stores/ask.ts';
import { lab } from '../../stores/lab.ts';
import { linesOfTrace } from '../../stores/loki.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { lastExport } from '../../stores/prometheus.ts';
import { spansOfTrace } from '../../stores/tempo.ts';
import { interrupted } from '../command/command.ts';
import { newTrace } from '../trace-context.ts';

export interface Freshness {
  signal: string;
  /** null when it was not there after 30 s. */
  seconds: number | null;
}

const PATIENCE_SECONDS = 30;

/** Sends one request. @throws {Error} when nothing answers. */
export async function measureFreshness(): Promise<Freshness[]> {
  const { traceId, traceparent } = newTrace();
  const since = Date.now();
  const url = `${lab.frontend}/api/tasks?limit=1`;
  await ask('the API', url, { headers: { traceparent }, seconds: 10 });
  const answered = performance.now();
  const seenAfter = async (signal: string, isThere: () => Promise<boolean>): Promise<Freshness> => {
    try {
      await pollUntilTrue(signal, PATIENCE_SECONDS, isThere, { signal: interrupted });
      return { signal, seconds: (performance.now() - answered) / 1000 };
    } catch {
      return { signal, seconds: null };
    }
  };
  return Promise.all([
    seenAfter('logs', async () => (await linesOfTrace(traceId)).length > 0),
    seenAfter('metrics', async () => (await lastExport()) > since),
    seenAfter('traces', async () => (await spansOfTrace(traceId)).length > 0),
  ]);
}
