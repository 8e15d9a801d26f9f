// What the checks look at: requests of their own, sent through the page's address as a browser sends
// them, and what the three stores know of them.
import { Client } from '../../evidence/load/client.ts';
import { newTrace, type TraceContext } from '../../evidence/trace-context.ts';
import { lab } from '../../stores/lab.ts';
import { type LogRecord, logRecords } from '../../stores/loki.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { type Span, spansOfTrace } from '../../stores/tempo.ts';
import { verdictOf } from './judge.ts';
import type { Finding } from './lesson.ts';
import { graced, patient } from './patience.ts';

/** A request that was sent, with the trace that it began. */
export interface Sent extends TraceContext {
  /** 0 when nothing answered. */
  status: number;
  body: string;
  /** The trace in which the backend says it answered, from the header traceresponse; empty without. */
  answeredIn: string;
}

/** Sends `count` requests one after another. @param base the page's address, unless another is given. */
export async function send(
  count: number,
  request: { method?: string; path?: string; body?: object } = {},
  base = lab.frontend,
): Promise<Sent[]> {
  const client = new Client(base);
  const sent: Sent[] = [];
  for (let number = 0; number < count; number += 1) {
    const context = newTrace();
    const { method = 'GET', path = '/api/tasks?limit=1', body } = request;
    const headers = { traceparent: context.traceparent };
    const answer = await client.send({ method, path, body, headers });
    const answeredIn = String(answer.headers.traceresponse ?? '').split('-')[1] ?? '';
    sent.push({ ...context, status: answer.status, body: answer.body, answeredIn });
  }
  client.close();
  return sent;
}

/** Sends one request. */
export const sendOne = async (request: Parameters<typeof send>[1], base?: string): Promise<Sent> =>
  (await send(1, request, base))[0] as Sent;

/** The spans of each request's trace. */
export const spansOf = (sent: Sent[]): Promise<Span[][]> =>
  Promise.all(sent.map(({ traceId }) => spansOfTrace(traceId)));

/** The span with which the backend answered, if it continues the caller's trace. */
const serverSpan = (spans: Span[], { callerSpanId }: Sent): Span | undefined =>
  spans.find(
    ({ service, kind, parentId }) =>
      service === 'backend' && kind === 'SERVER' && parentId === callerSpanId,
  );

/** The spans with which the backend answered the requests, those that have arrived. */
export async function serverSpansOf(sent: Sent[]): Promise<Span[]> {
  const traces = await spansOf(sent);
  return sent.flatMap((one, index) => serverSpan(traces[index] ?? [], one) ?? []);
}

/** The log records of each request's trace, by the label of the backend's stream. */
export const recordsOf = (sent: Sent[]): Promise<LogRecord[][]> =>
  Promise.all(
    sent.map(({ traceId }) => logRecords(`{service_name="backend"} | trace_id="${traceId}"`)),
  );

/** A finding that holds or does not. */
export const finding = (what: string, holds: boolean, seen: string): Finding => ({
  what,
  outcome: holds ? 'holds' : 'does not hold',
  seen,
});

/** A finding without which nothing can be judged. */
export const needed = (what: string, isThere: boolean, seen: string): Finding => ({
  what,
  outcome: isThere ? 'holds' : 'unclear',
  seen,
});

/** Were the check's own requests answered as they must be? Nothing can be judged without traffic. */
export function answered(sent: Sent[], status = 200): Finding {
  const good = sent.filter((one) => one.status === status).length;
  const others = [...new Set(sent.map((one) => one.status || 'no answer'))].join(', ');
  return needed(
    `the lab answers the ${sent.length} requests of this check`,
    good === sent.length,
    good === sent.length ? `all with ${status}` : `${good} with ${status}; seen: ${others}`,
  );
}

/** How many of all, for what was seen. */
export const share = (some: number, all: { length: number }): string => `${some} of ${all.length}`;

/** A finding that holds when it does for all of them. @param those for which it does. */
export const findingOfAll = (what: string, those: unknown[], all: unknown[]): Finding =>
  finding(what, those.length === all.length, share(those.length, all));

/** The same for what is needed to judge. */
export const neededOfAll = (what: string, those: unknown[], all: unknown[]): Finding =>
  needed(what, those.length === all.length, share(those.length, all));

/** Seconds to wait for telemetry before a check gives up. */
const PATIENCE = 20;
/** Seconds that the rest may still take once everything that is needed is there. */
const GRACE = 5;

/**
 * Looks until everything holds; or until what is needed has been there for `grace` seconds and the
 * rest still does not hold; or until patience ends. Returns what was seen last. A store that does not
 * answer makes it unclear.
 */
export async function settle(
  look: () => Promise<Finding[]>,
  { grace = GRACE, patience = PATIENCE } = {},
): Promise<Finding[]> {
  let findings: Finding[] = [];
  let clearSince = Number.POSITIVE_INFINITY;
  const isSettled = async () => {
    findings = await look().catch((error) => [needed('the stores answer', false, error.message)]);
    const verdict = verdictOf(findings);
    const now = performance.now();
    clearSince = verdict === 2 ? Number.POSITIVE_INFINITY : Math.min(clearSince, now);
    return verdict === 0 || now - clearSince >= graced(grace) * 1000;
  };
  await pollUntilTrue('evidence', patient(patience), isSettled, { interval: 500 }).catch(() => {});
  return findings;
}
