// The scaled lab and the plain one as receivers of a load, each as if it were one collector.
import { setTimeout as sleep } from 'node:timers/promises';
import { interrupted } from '../../evidence/command/command.ts';
import { sum } from '../../evidence/statistics.ts';
import { ask } from '../../stores/ask.ts';
import { MetricsPage } from '../../stores/metrics-page.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { cpuByService } from '../cpu.ts';
import type { Signal } from '../otlp/batch.ts';
import { generate, refusedOf } from '../otlp/generate.ts';
import type { Difference, PausedLab } from '../paused-lab.ts';
import { drained } from './collectors.ts';
import { waitingIn } from './waiting.ts';

/** What was due during a pause is done at once after it: scrapes, checks of blocks and of health. */
const SETTLE_SECONDS = 5;
const PORTS = ['WORKER_1_METRICS_PORT', 'WORKER_2_METRICS_PORT', 'GATEWAY_2_METRICS_PORT'];
export const LABS = {
  plain: {},
  scaled: {
    settings: { LAB_SCALE: 'true', HEALTHCHECK_INTERVAL: '5s' },
    overlays: [
      ...['compose.scale.yml', 'compose.scale-stores.yml'],
      'bench/pipeline/compose.scaled.yml',
    ],
    ports: PORTS,
  },
} satisfies Record<string, Difference>;
export type Name = keyof typeof LABS;
export type Lab = PausedLab<Name>;

/** By their services. The plain lab's collector is a gateway here. App, page and Grafana are no part. */
const PARTS: Record<string, RegExp> = {
  edge: /^edge$/,
  gateways: /^(otel-collector|gateway-.)$/,
  Kafka: /^kafka/,
  workers: /^worker/,
  Tempo: /^tempo/,
  Loki: /^loki/,
  Prometheus: /^prometheus-/,
  Thanos: /^(prometheus|thanos|sidecar)/,
  S3: /^s3$/,
};
const partOf = (service: string, name: Name): string | undefined => {
  const known = name === 'plain' && service === 'prometheus' ? 'prometheus-1' : service;
  return Object.keys(PARTS).find((part) => PARTS[part]?.test(known));
};

/** Seconds of CPU since the start, in the order in which data flows. */
export async function cpuByPart({ name, project }: Lab): Promise<Record<string, number>> {
  const services = Object.entries(await cpuByService(project));
  const by = Object.groupBy(services, ([service]) => partOf(service, name) ?? '');
  const parts = Object.keys(PARTS).filter((part) => by[part]);
  return Object.fromEntries(
    parts.map((part) => [part, sum(by[part]?.map(([, used]) => used) ?? [])]),
  );
}

/** Workers first: else they seem to have taken what nobody has sent yet. */
async function pageOf({ name, env }: Lab): Promise<MetricsPage> {
  const pages: string[] = [];
  for (const port of [...(name === 'scaled' ? PORTS : []), 'COLLECTOR_METRICS_PORT'])
    pages.push(await ask(port, `http://127.0.0.1:${env[port]}/metrics`));
  return new MetricsPage(pages.join('\n'));
}

/** Workers that come back may get a little again, so what Kafka has is counted from here. */
async function collectorOf(lab: Lab) {
  const page = () => pageOf(lab);
  const before = waitingIn(await page()).kafka;
  const look = (seen: MetricsPage) => {
    const { kafka, ...queues } = waitingIn(seen);
    return { ...queues, kafka: Math.max(0, kafka - before) };
  };
  const waiting = (seen: MetricsPage) => sum(Object.values(look(seen)));
  return { name: lab.name, url: `http://127.0.0.1:${lab.env.OTLP_HTTP_PORT}`, page, look, waiting };
}

/** Ends its pause. Brokers, workers and instances of a store have to find each other again before it takes anything. */
export async function awake(lab: Lab, signal: Signal) {
  await lab.resume();
  const collector = await collectorOf(lab);
  await pollUntilTrue(`that the ${lab.name} lab takes ${signal}`, 120, async () => {
    const load = { url: collector.url, signal, connections: 1, seconds: 2, perSecond: 1000 };
    return refusedOf(await generate(load)) === 0;
  });
  await drained(collector);
  await sleep(SETTLE_SECONDS * 1000, undefined, { signal: interrupted });
  return collectorOf(lab);
}
