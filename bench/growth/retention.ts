// Retention seen at work: does what is older than a store keeps really go?
import { askJson } from '../../stores/ask.ts';
import { lab } from '../../stores/lab.ts';
import { logRecords } from '../../stores/loki.ts';
import { metricsPage, PAGES } from '../../stores/metrics-page.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { samples } from '../../stores/prometheus.ts';
import { spansOfTrace } from '../../stores/tempo.ts';
import { flood } from './flood.ts';
import { HOSTILE_KINDS } from './hostile-kinds.ts';
import { FULL } from './plan.ts';
import { PERIODS } from './short-retention.ts';
import { Traffic } from './traffic.ts';

/**
 * Tempo's ingester reads what it has written for a quarter of an hour. Loki looks every ten minutes, and
 * may pass over a look that comes a moment too early.
 */
const DEADLINE_SECONDS = 3600;

export interface Retained {
  /** What should go, and when. */
  what: string;
  /** From its arrival until it was gone; absent when it was not seen to go. */
  seconds?: number;
  error?: string;
}

type Say = (text: string) => void;

/** Waits until `isGone`, or until the deadline. */
async function untilGone(
  say: Say,
  what: string,
  isGone: () => Promise<boolean>,
): Promise<Retained> {
  const began = performance.now();
  try {
    await pollUntilTrue(what, DEADLINE_SECONDS, isGone, { interval: 2000 });
    const seconds = (performance.now() - began) / 1000;
    say(`${what}: gone after ${seconds.toFixed(0)} s`);
    return { what, seconds };
  } catch (error) {
    return { what, error: (error as Error).message };
  }
}

async function trace(say: Say): Promise<Retained> {
  const traffic = new Traffic('');
  const traceId = await traffic.sendTraced().finally(() => traffic.close());
  const isGone = async () => (await spansOfTrace(traceId)).length === 0;
  return untilGone(say, `Tempo: a trace, after ${PERIODS.tempo}`, isGone);
}

/** Loki keeps a day at least, so a line comes that is older. */
async function logLine(say: Say): Promise<Retained> {
  const then = Date.now() - PERIODS.lineHours * 3_600_000;
  const record = { timeUnixNano: `${then}000000`, severityNumber: 9, body: { stringValue: 'old' } };
  const service = { key: 'service.name', value: { stringValue: 'retention' } };
  await askJson('the collector', `${lab.otlp}/v1/logs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      resourceLogs: [
        { resource: { attributes: [service] }, scopeLogs: [{ logRecords: [record] }] },
      ],
    }),
  });
  const range = { start: Math.floor(then / 1000) - 60, end: Math.floor(then / 1000) + 60 };
  const found = async () => (await logRecords('{service_name="retention"}', range)).length;
  const what = `Loki: a line ${PERIODS.lineHours} h old, after ${PERIODS.loki}`;
  try {
    // Loki looks for a line so old in its files only, and writes them when a stream was idle.
    await pollUntilTrue('the old line', 600, async () => (await found()) > 0);
  } catch (error) {
    return { what, error: (error as Error).message };
  }
  return untilGone(say, what, async () => (await found()) === 0);
}

/** Prometheus counts the reasons for which it deletes blocks. */
const blocks = (say: Say, limit: string, counter: string): Promise<Retained> =>
  untilGone(
    say,
    `Prometheus: a block, beyond ${limit}`,
    async () => (await metricsPage('Prometheus', PAGES.prometheus)).sum(counter) > 0,
  );

/** By time first; then a flood makes more than the size allows. */
async function series(say: Say): Promise<Retained[]> {
  const own = 'up{job="prometheus"}';
  await pollUntilTrue('a sample', 60, async () => (await samples(own)).length > 0);
  // Not before the sample, which may be of this second.
  const at = Math.ceil(Date.now() / 1000);
  const beyondTime = await Promise.all([
    blocks(say, PERIODS.time, 'prometheus_tsdb_time_retentions'),
    untilGone(
      say,
      `Prometheus: a sample, after ${PERIODS.time}`,
      async () => (await samples(own, at)).length === 0,
    ),
  ]);
  await flood(HOSTILE_KINDS['metric-attributes'], FULL.hostileValues, () => {});
  return [...beyondTime, await blocks(say, PERIODS.size, 'prometheus_tsdb_size_retentions')];
}

/** Of a lab that keeps everything as short as it can. */
export async function retention(say: Say): Promise<Retained[]> {
  const [ofTempo, ofLoki, ofPrometheus] = await Promise.all([
    trace(say),
    logLine(say),
    series(say),
  ]);
  return [ofTempo, ofLoki, ...ofPrometheus];
}
