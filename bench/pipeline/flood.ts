// Many times what the lab bears: is what is refused counted, does everything stay up, and is it soon as
// fresh as before?

import type { OwnLab } from '../../evidence/own-lab/own-lab.ts';
import { sum } from '../../evidence/statistics.ts';
import { pollUntil } from '../../stores/poll-until.ts';
import { generate, refusedOf } from '../otlp/generate.ts';
import { COLLECTORS, drained } from './collectors.ts';
import { asFresh, type Freshness, measureFreshness } from './freshness.ts';
import { type Counted, countedBetween, countedByTempo, lostOf } from './kept.ts';
import type { Plan } from './plan.ts';
import { type Watch, watchedWithQueue } from './watch.ts';

export interface Flood {
  /** Spans a second that were due. */
  perSecond: number;
  accepted: number;
  /** By the generator's count, by status. */
  refused: Record<string, number>;
  refusedInAll: number;
  /** By the collector's own count. */
  refusedByCollector: number;
  /** Due, but no connection was free: the collector was too slow to refuse. */
  late: number;
  lost: number;
  tempo: Counted;
  before: Freshness;
  after: Freshness;
  /** From the end of the flood until it is as fresh as before. */
  recoverySeconds: number;
  watch: Watch;
}

// As from many services: a few connections would wait for answers, which is no flood.
const CONNECTIONS = 128;
const RECOVERY_DEADLINE_SECONDS = 300;

/** Measures freshness again and again until it is as before. */
async function recovery(before: Freshness): Promise<Freshness> {
  return pollUntil('telemetry as fresh as before', RECOVERY_DEADLINE_SECONDS, async () => {
    const now = await measureFreshness();
    if (!asFresh(now, before)) throw new Error(JSON.stringify(now));
    return now;
  });
}

/** The collector's own counts, in spans: with what was sent to see how fresh it is. */
async function countedByCollector() {
  const page = await COLLECTORS.lab.page();
  const refused = ['refused', 'failed'].map((how) => page.sum(`otelcol_receiver_${how}_spans`));
  return { accepted: page.sum('otelcol_receiver_accepted_spans'), refused: sum(refused) };
}

/** @param bears spans a second that the lab takes. */
export async function measureFlood(lab: OwnLab, plan: Plan, bears: number): Promise<Flood> {
  const before = await measureFreshness();
  const countedBefore = await countedByTempo();
  const collectorBefore = await countedByCollector();
  const perSecond = plan.flood.times * bears;
  const [{ sent, after, recoverySeconds }, watch] = await watchedWithQueue(lab, async () => {
    const { url } = COLLECTORS.lab;
    const { seconds } = plan.flood;
    const sent = await generate({
      url,
      signal: 'spans',
      connections: CONNECTIONS,
      seconds,
      perSecond,
    });
    const ended = performance.now();
    const after = await recovery(before);
    const recoverySeconds = (performance.now() - ended) / 1000;
    await drained(COLLECTORS.lab);
    return { sent, after, recoverySeconds };
  });
  const tempo = countedBetween(countedBefore, await countedByTempo());
  const collector = await countedByCollector();
  return {
    perSecond,
    accepted: sent.accepted,
    refused: sent.refused,
    refusedInAll: refusedOf(sent),
    refusedByCollector: collector.refused - collectorBefore.refused,
    late: sent.late,
    lost: lostOf(collector.accepted - collectorBefore.accepted, tempo, watch),
    tempo,
    before,
    after,
    recoverySeconds,
    watch,
  };
}
