// The two collectors that are compared, and what they say about themselves.
import { lab } from '../../stores/lab.ts';
import { type MetricsPage, metricsPage, PAGES, queueOf } from '../../stores/metrics-page.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';

export type CollectorName = 'lab' | 'pass-through';

export interface Collector<Name extends string = string> {
  name: Name;
  /** Of OTLP/HTTP. */
  url: string;
  page(): Promise<MetricsPage>;
  /** More than 0 as long as something waits, by the page; without it, what waits in the queues. */
  waiting?(page: MetricsPage): number;
}

const { PASS_THROUGH_PORT, PASS_THROUGH_METRICS_PORT } = process.env;
const passThroughPage = `http://127.0.0.1:${PASS_THROUGH_METRICS_PORT}/metrics`;

export const COLLECTORS: { [Name in CollectorName]: Collector<Name> } = {
  lab: {
    name: 'lab',
    url: lab.otlp,
    page: () => metricsPage('the collector', PAGES['otel-collector']),
  },
  'pass-through': {
    name: 'pass-through',
    url: `http://127.0.0.1:${PASS_THROUGH_PORT}`,
    page: () => metricsPage('the pass-through collector', passThroughPage),
  },
};

/** Seconds of CPU since it started, user and system, all its threads. */
export const cpuOf = (page: MetricsPage): number => page.sum('otelcol_process_cpu_seconds');

const DRAIN_DEADLINE_SECONDS = 900;

/**
 * Waits until a collector has sent everything that it accepted; returns the seconds.
 * @throws {Error} when it has not within fifteen minutes.
 */
export async function drained({ name, page, waiting = queueOf }: Collector): Promise<number> {
  const began = performance.now();
  const empty = async () => waiting(await page()) === 0;
  await pollUntilTrue(`an empty queue of the collector ${name}`, DRAIN_DEADLINE_SECONDS, empty);
  return (performance.now() - began) / 1000;
}
