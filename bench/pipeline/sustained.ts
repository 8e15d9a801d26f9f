// A load that must be borne for long: is anything refused or lost, and does memory stay where it is?

import type { OwnLab } from '../../evidence/own-lab/own-lab.ts';
import { generate, refusedOf } from '../otlp/generate.ts';
import { COLLECTORS, cpuOf, drained } from './collectors.ts';
import { type Counted, countedBetween, countedByTempo, lostOf, readTraces } from './kept.ts';
import type { Plan } from './plan.ts';
import { CONNECTIONS } from './throughput.ts';
import { type Watch, watchedWithQueue } from './watch.ts';

export interface Sustained {
  /** Spans. */
  accepted: number;
  refused: number;
  /** Due, but not sent in time. */
  late: number;
  lost: number;
  tempo: Counted;
  traces: { asked: number; incomplete: number };
  seconds: number;
  /** Shares of a core. */
  collectorCores: number;
  generatorCores: number;
  /** After the last span was sent. */
  drainSeconds: number;
  watch: Watch;
}

export async function measureSustained(lab: OwnLab, plan: Plan): Promise<Sustained> {
  const collector = COLLECTORS.lab;
  const before = await countedByTempo();
  const cpuBefore = cpuOf(await collector.page());
  const { url } = collector;
  const load = { url, signal: 'spans', connections: CONNECTIONS, ...plan.sustained } as const;
  const [{ sent, drainSeconds }, watch] = await watchedWithQueue(lab, async () => {
    const sent = await generate(load);
    return { sent, drainSeconds: await drained(collector) };
  });
  const cpu = cpuOf(await collector.page()) - cpuBefore;
  const tempo = countedBetween(before, await countedByTempo());
  return {
    accepted: sent.accepted,
    refused: refusedOf(sent),
    late: sent.late,
    lost: lostOf(sent.accepted, tempo, watch),
    tempo,
    traces: await readTraces(sent.traceIds, plan.tracesAsked),
    seconds: sent.seconds,
    collectorCores: cpu / (sent.seconds + drainSeconds),
    generatorCores: sent.cpuSeconds / sent.seconds,
    drainSeconds,
    watch,
  };
}
