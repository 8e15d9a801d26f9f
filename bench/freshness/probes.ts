// How long after the answer to a request, or after a click, each signal can be seen.
import { Client } from '../../evidence/load/client.ts';
import { newTrace } from '../../evidence/trace-context.ts';
import { lab } from '../../stores/lab.ts';
import { linesOfTrace } from '../../stores/loki.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { counterBefore, exemplarTraces, hasRisen } from '../../stores/prometheus.ts';
import { searchTraces, spansOfTrace } from '../../stores/tempo.ts';

/** The signals, in the order of the tables. */
export const SIGNALS = [
  'trace by id',
  'log lines',
  'TraceQL search',
  'counter',
  'span metrics',
  'exemplar',
] as const;
export type Signal = (typeof SIGNALS)[number];

/** Seconds. */
export type Probe = Record<Signal, number>;

// Only a probe's request is refused: so that its counters do not rise for another reason.
const REFUSED = { method: 'POST', path: '/api/tasks', body: { title: '' } };
const COUNTER = 'http_requests_total{service_name="backend", status_code="400"}';
const SPAN_METRICS = '{service_name="backend", http_response_status_code="400"}';

const DEADLINE_SECONDS = 120;
// Six questions, ten times a second. Four times as often, a slow machine spends its time on the answers:
// log lines were then seen after 0.77 s instead of 0.41 s.
const INTERVAL = { interval: 100 };

/** Sends one request and waits for all its signals. @throws {Error} when one never comes. */
export async function probe(): Promise<Probe> {
  const before = await counterBefore(COUNTER);
  const callsBefore = await counterBefore(`traces_spanmetrics_calls_total${SPAN_METRICS}`);
  const { traceId, traceparent } = newTrace();
  const client = new Client(lab.backend);
  const { status } = await client.send({ ...REFUSED, headers: { traceparent } });
  client.close();
  if (status !== 400) throw new Error(`the probe was answered with ${status}`);
  const answered = performance.now();
  const seen = async (signal: Signal, isThere: () => Promise<boolean>) => {
    await pollUntilTrue(signal, DEADLINE_SECONDS, isThere, INTERVAL);
    return [signal, (performance.now() - answered) / 1000] as const;
  };
  const times = await Promise.all([
    seen('trace by id', async () => (await spansOfTrace(traceId)).length > 0),
    seen('log lines', async () => (await linesOfTrace(traceId, 'backend')).length > 1),
    seen(
      'TraceQL search',
      async () => (await searchTraces(`{ trace:id = "${traceId}" }`)).length > 0,
    ),
    seen('counter', () => hasRisen(before)),
    seen('span metrics', () => hasRisen(callsBefore)),
    seen('exemplar', async () =>
      (await exemplarTraces(`traces_spanmetrics_latency_bucket${SPAN_METRICS}`)).includes(traceId),
    ),
  ]);
  return Object.fromEntries(times) as Probe;
}
