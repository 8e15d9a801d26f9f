// The canary's request, and how to find what it left in each store.
import { AskError } from '../../stores/ask-error.ts';
import { lab } from '../../stores/lab.ts';
import { linesOfTrace } from '../../stores/loki.ts';
import { samples } from '../../stores/prometheus.ts';
import { spansOfTrace } from '../../stores/tempo.ts';
import { newTrace } from '../trace-context.ts';

export const SIGNALS = ['traces', 'metrics', 'logs'] as const;
export type Signal = (typeof SIGNALS)[number];

/** HEAD, since nobody else sends it: so the canary's requests have a series of their own. */
const METHOD = 'HEAD';
const COUNTER = `http_requests_total{service_name="backend", method="${METHOD}", endpoint="/api/tasks"}`;

/** The counter in a sample after the answer, if it has another value than before: a lower one began again. */
const hasRisen = (sent: number, answered: number) =>
  `(${COUNTER} unless ${COUNTER} == (${COUNTER} @ ${sent})) and timestamp(${COUNTER}) > ${answered}`;

/**
 * Sends the request through the page's nginx.
 * @returns for each signal, whether its store has all of it by now: the spans of the request and of its
 *   SQL statement, the two lines, and the counter.
 * @throws {AskError} when there is no answer, or not the right one.
 */
export async function sendRequest(): Promise<Record<Signal, () => Promise<boolean>>> {
  const sent = Date.now() / 1000;
  const response = await fetch(`${lab.frontend}/api/tasks?limit=1`, {
    method: METHOD,
    headers: { 'user-agent': 'otel-lab-canary', traceparent: newTrace().traceparent },
    signal: AbortSignal.timeout(10_000),
  });
  const answered = Date.now() / 1000;
  const [, traceId] = (response.headers.get('traceresponse') ?? '').split('-');
  if (!response.ok || !traceId) {
    throw new AskError(`the API: status ${response.status}, trace ${traceId}`, response.status);
  }
  return {
    traces: async () => {
      const kinds = (await spansOfTrace(traceId)).map(({ kind }) => kind);
      return kinds.includes('SERVER') && kinds.includes('CLIENT');
    },
    metrics: async () => (await samples(hasRisen(sent, answered))).length > 0,
    logs: async () => (await linesOfTrace(traceId, 'backend')).length >= 2,
  };
}
