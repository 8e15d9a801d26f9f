// Have the requests of the stage `traffic` arrived in Tempo, Prometheus and Loki?
import { logRecords } from '../../stores/loki.ts';
import { riseOf, samples } from '../../stores/prometheus.ts';
import { searchTraces } from '../../stores/tempo.ts';
import { byHand } from '../checks/by-hand.ts';
import type { Check } from '../checks/checks.ts';
import type { SentTraffic } from './traffic-file.ts';

const ENOUGH = 5;
const SECONDS = 60;
// Found by their user agent, so that other requests are not counted.
const TRACES =
  '{ resource.service.name = "backend" && kind = server && span.user_agent.original = "otel-lab-traffic" }';
const LINES = '{service_name="backend"}';
const COUNTERS = [
  'http_requests_total{service_name="backend"}',
  'http_request_duration_seconds_count{service_name="backend"}',
  'traces_spanmetrics_calls_total{service_name="backend",span_kind="SPAN_KIND_SERVER"}',
];

/** Ids of some of its traces. The last span may begin a little after the last answer. */
export async function tracesOf({ began, ended }: SentTraffic): Promise<string[]> {
  const found = await searchTraces(TRACES, { start: began, end: ended + 30 });
  return found.map(({ id }) => id);
}

async function enoughTraces(traffic: SentTraffic): Promise<string> {
  const { length } = await tracesOf(traffic);
  if (length < ENOUGH) throw new Error(`only ${length}`);
  return `${length}, at least`;
}

/** How much a counter has risen since the traffic began, restarts of the backend included. */
async function allCounted(counter: string, { began, answered }: SentTraffic): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const [sum] = await samples(`sum(${riseOf(counter, `${now - began}s`)})`, now);
  const text = `${sum?.value ?? 0} of ${answered}`;
  if ((sum?.value ?? 0) < answered) throw new Error(text);
  return text;
}

const linesSince = ({ began }: SentTraffic, filter = '') =>
  logRecords(LINES + filter, { start: began, end: Math.ceil(Date.now() / 1000) });

async function enoughLines(traffic: SentTraffic): Promise<string> {
  const { length } = (await linesSince(traffic)).filter(
    ({ attributes }) => attributes.service_name === 'backend',
  );
  if (length < ENOUGH) throw new Error(`only ${length}`);
  return `${length}, at least`;
}

async function linesOfTraces(traffic: SentTraffic): Promise<string> {
  const ids = (await tracesOf(traffic)).slice(0, ENOUGH);
  if (ids.length === 0) throw new Error('Tempo names no traces of this traffic');
  const records = await linesSince(traffic, ` | trace_id =~ "${ids.join('|')}"`);
  const traces = new Set(records.map(({ attributes }) => attributes.trace_id));
  if (traces.size < ENOUGH) throw new Error(`lines of only ${traces.size} traces`);
  return `${records.length} lines of ${traces.size} traces`;
}

/** The checks of each stage. */
export const ARRIVED_CHECKS = {
  traces: (traffic: SentTraffic): Check[] => [
    {
      title: `Tempo has at least ${ENOUGH} traces of this traffic`,
      seconds: SECONDS,
      byHand: byHand.search(TRACES),
      ask: () => enoughTraces(traffic),
    },
  ],
  metrics: (traffic: SentTraffic): Check[] =>
    COUNTERS.map((counter) => ({
      title: `Prometheus counted each request of this traffic in ${counter.replace(/\{.*/, '')}`,
      seconds: SECONDS,
      byHand: byHand.metric(counter),
      ask: () => allCounted(counter, traffic),
    })),
  logs: (traffic: SentTraffic): Check[] => [
    {
      title: `Loki has at least ${ENOUGH} lines with the label service_name=backend since the traffic began`,
      seconds: SECONDS,
      byHand: byHand.logs(LINES),
      ask: () => enoughLines(traffic),
    },
    {
      title: `Loki has the lines of ${ENOUGH} traces of this traffic`,
      seconds: SECONDS,
      byHand: byHand.logs(`${LINES} | trace_id != ""`),
      ask: () => linesOfTraces(traffic),
    },
  ],
};
