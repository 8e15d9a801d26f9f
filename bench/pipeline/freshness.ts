// How long after its sending a trace can be read by its id, and a log line found.
import { median } from '../../evidence/statistics.ts';
import { logRecords } from '../../stores/loki.ts';
import { pollUntil, pollUntilTrue } from '../../stores/poll-until.ts';
import { spansOfTrace } from '../../stores/tempo.ts';
import type { Signal } from '../otlp/batch.ts';
import { sendLoad } from '../otlp/lanes.ts';
import { SERVICE } from '../otlp/spans.ts';
import { COLLECTORS } from './collectors.ts';

/** Seconds. */
export interface Freshness {
  trace: number;
  log: number;
}

const DEADLINE_SECONDS = 120;
const INTERVAL = { interval: 20 };

/** Sends one export; returns one of its traces. @throws {Error} when it is refused. */
async function sendOne(signal: Signal): Promise<string> {
  // A rate of less than one export a second, for a second: one export.
  const load = { url: COLLECTORS.lab.url, signal, connections: 1, seconds: 1, perSecond: 1 };
  const { refused, traceIds } = await sendLoad(load);
  if (!traceIds[0]) throw new Error(`refused: ${JSON.stringify(refused)}`);
  return traceIds[0];
}

/** Seconds until `read` finds what one export holds; what is refused is sent again, as SDKs do. */
async function secondsUntil(signal: Signal, read: (traceId: string) => Promise<unknown[]>) {
  const began = performance.now();
  const id = await pollUntil(`the collector takes ${signal}`, DEADLINE_SECONDS, () =>
    sendOne(signal),
  );
  const found = async () => (await read(id)).length > 0;
  await pollUntilTrue(`the ${signal} of trace ${id}`, DEADLINE_SECONDS, found, INTERVAL);
  return (performance.now() - began) / 1000;
}

/** The lines of the last minute with this trace: what was sent before would make the search slower. */
const linesOf = (traceId: string) =>
  logRecords(`{service_name="${SERVICE}"} | trace_id="${traceId}"`, { since: '1m' });

const SAMPLES = 3;

/** The median of three, one after another. */
export async function measureFreshness(): Promise<Freshness> {
  const traces: number[] = [];
  const logs: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    traces.push(await secondsUntil('spans', (id) => spansOfTrace(id)));
    logs.push(await secondsUntil('log records', linesOf));
  }
  return { trace: median(traces), log: median(logs) };
}

/** Seconds that are no difference to a person who looks. */
const SAME = 0.5;

/** Whether `now` is no worse than before. */
export const asFresh = (now: Freshness, before: Freshness): boolean =>
  now.trace <= before.trace + SAME && now.log <= before.log + SAME;
