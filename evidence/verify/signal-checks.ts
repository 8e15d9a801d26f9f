// Has the request that verify sent arrived in Tempo, Loki and Prometheus?
import { logRecords } from '../../stores/loki.ts';
import { type CounterBefore, exemplarTraces, hasRisen, sumOf } from '../../stores/prometheus.ts';
import { type Span, searchTraces, spansOfTrace } from '../../stores/tempo.ts';
import { byHand } from '../checks/by-hand.ts';
import type { Check } from '../checks/checks.ts';
import type { TraceContext } from '../trace-context.ts';

const LABELS = '{service_name="backend", method="POST", endpoint="/api/tasks", status_code="201"}';
/** The counter and the histogram of the request that verify sends. */
export const REQUESTS = `http_requests_total${LABELS}`;
export const DURATIONS = `http_request_duration_seconds_count${LABELS}`;
const EDGE = 'traces_service_graph_request_total{client="backend", server="tasks.db"}';
const EXEMPLARS = 'traces_spanmetrics_latency_bucket{service_name="backend"}';

/** Caller > server > create_task > SQL, or what was found instead. */
export function judgeTrace(spans: Span[], callerSpanId: string): string {
  const server = spans.find(({ kind, service }) => kind === 'SERVER' && service === 'backend');
  const create = spans.find(({ name }) => name === 'create_task');
  const sql = spans.find(({ kind, parentId }) => kind === 'CLIENT' && parentId === create?.id);
  const linked = server?.parentId === callerSpanId && create?.parentId === server.id;
  if (!linked || sql?.attributes['db.system.name'] !== 'sqlite') {
    throw new Error(`it has only: ${spans.map(({ name }) => name).join(', ')}`);
  }
  return [server, create, sql].map(({ name }) => name).join(' > ');
}

async function foundBySearch(search: string): Promise<string> {
  const [found] = await searchTraces(search);
  if (!found) throw new Error('not found yet');
  return found.id;
}

/** What a request leaves in Loki, in this order. */
const RECORDS = ['Incoming request', 'lab.task.created', 'Request completed'];

async function linesAndEvent(traceId: string): Promise<string> {
  const records = await logRecords(`{service_name="backend"} | trace_id="${traceId}"`);
  const found = records
    .map(({ time, body, attributes }) => ({ time, name: attributes.event_name ?? body }))
    // Loki gives those of one millisecond in any order, and on a fast machine all are of one.
    .sort(
      (a, b) =>
        Number(a.time) - Number(b.time) || RECORDS.indexOf(a.name) - RECORDS.indexOf(b.name),
    )
    .map(({ name }) => name);
  if (found.join() !== RECORDS.join()) throw new Error(`it has only: ${found.join(', ')}`);
  return found.join(', ');
}

/** Only one exemplar per export and series is kept, so under load it may be of another trace. */
async function exemplarLeadsToTrace(): Promise<string> {
  const newest = [...new Set(await exemplarTraces(EXEMPLARS))].slice(0, 5);
  for (const traceId of newest) {
    if ((await spansOfTrace(traceId)).length > 0) return traceId;
  }
  throw new Error(newest.length === 0 ? 'no exemplar yet' : 'Tempo has none of their traces yet');
}

async function edgeOfServiceGraph(): Promise<string> {
  const times = await sumOf(EDGE);
  if (times === 0) throw new Error('none yet');
  return `${times} times`;
}

/** Checks that a counter rose. */
export const roseCheck = (title: string, before: CounterBefore, seconds = 30): Check => ({
  title,
  seconds,
  byHand: byHand.metric(before.series),
  ask: async () => {
    if (!(await hasRisen(before))) throw new Error(`still the ${before.value} of before`);
    return `more than the ${before.value} before`;
  },
});

const EDGE_CHECK: Check = {
  title: 'the service graph has the edge backend > tasks.db',
  // Tempo writes its first service graph about 20 s after its first trace.
  seconds: 90,
  byHand: byHand.metric(EDGE),
  ask: edgeOfServiceGraph,
};

/** @param before REQUESTS and DURATIONS before the request. */
export function signalChecks(
  { traceId, callerSpanId }: TraceContext,
  before: { requests: CounterBefore; durations: CounterBefore },
): Check[] {
  const search = `{ trace:id = "${traceId}" }`;
  return [
    {
      title: 'Tempo has the trace: caller > server > create_task > SQL',
      seconds: 30,
      byHand: byHand.trace(traceId),
      ask: async () => judgeTrace(await spansOfTrace(traceId), callerSpanId),
    },
    {
      title: 'Tempo finds it by TraceQL search',
      seconds: 60,
      byHand: byHand.search(search),
      ask: () => foundBySearch(search),
    },
    {
      title: 'Loki has its two log lines, and the event between them',
      seconds: 30,
      byHand: byHand.logs(`{service_name="backend"} | trace_id="${traceId}"`),
      ask: () => linesAndEvent(traceId),
    },
    roseCheck('Prometheus counted it', before.requests),
    roseCheck('Prometheus has its duration', before.durations),
    {
      title: 'an exemplar leads to a trace that Tempo has',
      seconds: 60,
      byHand: byHand.exemplars(EXEMPLARS),
      ask: exemplarLeadsToTrace,
    },
    EDGE_CHECK,
  ];
}
