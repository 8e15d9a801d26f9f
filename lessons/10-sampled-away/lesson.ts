// Sampling is decided when a trace begins, and errors happen later.
import { Client } from '../../evidence/load/client.ts';
import { hexId, newTrace } from '../../evidence/trace-context.ts';
import { lab } from '../../stores/lab.ts';
import { linesOfTrace } from '../../stores/loki.ts';
import { counterBefore, hasRisen } from '../../stores/prometheus.ts';
import { type Span, spansOfTrace } from '../../stores/tempo.ts';
import { finding, needed, settle, share } from '../engine/evidence.ts';
import type { Finding, Lesson } from '../engine/lesson.ts';
import { right, wrong } from './attempts.ts';

const FAILURES = 16;
const ROUTE = '/api/simulate-error';
const ERRORS = `http_errors_total{service_name="backend", endpoint="${ROUTE}"}`;

/**
 * Sends failing requests, every second one without a trace of its own, and returns the traces in which
 * the backend answered; undefined for one that was not answered with 500. The ids are random: those of
 * newTrace() are kept at every ratio.
 */
async function fail(): Promise<(string | undefined)[]> {
  const client = new Client(lab.frontend);
  const traces: (string | undefined)[] = [];
  for (let number = 0; number < FAILURES; number += 1) {
    const { traceparent } = newTrace(hexId(16));
    const headers: Record<string, string> = number % 2 === 0 ? { traceparent } : {};
    const answer = await client.send({ method: 'GET', path: ROUTE, headers });
    const traceId = String(answer.headers.traceresponse ?? '').split('-')[1];
    traces.push(answer.status === 500 ? traceId : undefined);
  }
  client.close();
  return traces;
}

const hasError = (spans: Span[]): boolean =>
  spans.some(
    ({ service, kind, status }) => service === 'backend' && kind === 'SERVER' && status === 'ERROR',
  );

async function check(): Promise<Finding[]> {
  const before = await counterBefore(ERRORS);
  const sent = await fail();
  const traces = sent.filter((traceId) => traceId !== undefined);
  const look = async (): Promise<Finding[]> => {
    const lines = await Promise.all(traces.map((traceId) => linesOfTrace(traceId, 'backend')));
    const logged = lines.filter((bodies) => bodies.includes('Unexpected error')).length;
    const spans = await Promise.all(traces.map((traceId) => spansOfTrace(traceId)));
    const kept = spans.filter(hasError).length;
    return [
      needed(
        `the lab fails the ${FAILURES} requests of this check, and tells their traces`,
        traces.length === FAILURES,
        share(traces.length, sent),
      ),
      needed('the backend counts errors', await hasRisen(before), 'http_errors_total'),
      needed('the log line of each error is in Loki', logged === FAILURES, share(logged, sent)),
      finding(
        'the trace of each is in Tempo, with the error on its SERVER span',
        kept === FAILURES,
        share(kept, sent),
      ),
    ];
  };
  // A collector that decides at the end of a trace keeps it waiting.
  return settle(look, { grace: 20, patience: 45 });
}

export const lesson: Lesson = {
  folder: '10-sampled-away',
  copies: { 'stores.yaml': { of: 'otel-collector/stores.yaml' } },
  services: ['backend', 'otel-collector'],
  check,
  right,
  wrong,
};
