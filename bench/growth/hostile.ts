// Floods a lab with hostile values of one kind, and looks at what becomes of it and of others' data.
import { allDrops, type Dropped, dropsBetween } from '../../evidence/complete/drops.ts';
import { ask } from '../../stores/ask.ts';
import { lab as addresses } from '../../stores/lab.ts';
import { metricsPage, PAGES } from '../../stores/metrics-page.ts';
import { pollUntil } from '../../stores/poll-until.ts';
import { samples } from '../../stores/prometheus.ts';
import type { OwnLab } from '../own-lab.ts';
import { COLLECTORS, queueOf } from '../pipeline/collectors.ts';
import { type Uses, watched } from './containers.ts';
import { type Flooded, flood } from './flood.ts';
import { HOSTILE_KINDS, type HostileName } from './hostile-kinds.ts';
import { countersNow, judgeOthers, type Others, type SentOthers, sendOthers } from './others.ts';
import { OTHERS, type Plan } from './plan.ts';
import { type Asked, askAll } from './questions.ts';
import { type Sizes, sizesOf } from './sizes.ts';
import type { Traffic } from './traffic.ts';

const RECOVERY_DEADLINE_SECONDS = 900;

export interface Hostile {
  kind: HostileName;
  title: string;
  flooded: Flooded;
  uses: Uses;
  /** From the end of the flood until the queues were empty and every store answered. */
  recoverySeconds: number;
  before: Sizes;
  after: Sizes;
  /** The most series that Prometheus held, as far as it was asked. */
  mostSeries: number;
  askedBefore: Asked;
  askedAfter: Asked;
  /** Counters of losses that rose. */
  drops: Dropped[];
  /** Calls that span metrics counted without their own labels, for there were too many. */
  overflow: number;
  /** Requests to the backend during the flood and after it. */
  during: Others;
  afterwards: Others;
}

/** A flood that could not be measured to its end. */
export interface Unmeasured {
  kind: HostileName;
  title: string;
  error: string;
}

const notSent = (error: Error): Others => ({
  requests: OTHERS,
  rows: [],
  whole: false,
  error: error.message,
});

const judged = async (sending: Promise<SentOthers>): Promise<Others> => {
  try {
    return await judgeOthers(await sending);
  } catch (error) {
    return notSent(error as Error);
  }
};

/** Looks every second at the most series; a Prometheus that does not answer is looked at again. */
function watchSeries(): () => number {
  let most = 0;
  const timer = setInterval(async () => {
    const page = await metricsPage('Prometheus', PAGES.prometheus).catch(() => undefined);
    most = Math.max(most, page?.sum('prometheus_tsdb_head_series') ?? 0);
  }, 1000);
  return () => {
    clearInterval(timer);
    return most;
  };
}

/**
 * Waits until nothing is queued and all stores answer; returns the seconds.
 * @throws {Error} after fifteen minutes.
 */
async function recovered(): Promise<number> {
  const began = performance.now();
  await pollUntil('a lab that has recovered', RECOVERY_DEADLINE_SECONDS, async () => {
    const queued = queueOf(await COLLECTORS.lab.page());
    if (queued > 0) throw new Error(`${queued} requests queued`);
    await ask('Tempo', `${addresses.tempo}/ready`);
    await ask('Loki', `${addresses.loki}/ready`);
    await ask('Prometheus', `${addresses.prometheus}/-/ready`);
    await samples('up');
  });
  return (performance.now() - began) / 1000;
}

/** During the flood and until the lab is itself again. */
async function floodAndRecover(
  name: HostileName,
  plan: Plan,
  say: (text: string) => void,
): Promise<Pick<Hostile, 'flooded' | 'recoverySeconds' | 'during'>> {
  const before = await countersNow();
  const sending = sendOthers(OTHERS, before);
  // Awaited after the flood; until then a failure is nobody's.
  sending.catch(() => {});
  const flooded = await flood(HOSTILE_KINDS[name], plan.hostileValues, (sent) =>
    say(`${name}: ${sent} of ${plan.hostileValues} values`),
  );
  say(`${name}: sent after ${flooded.seconds.toFixed(1)} s; waiting until all is stored`);
  const recoverySeconds = await recovered();
  return { flooded, recoverySeconds, during: await judged(sending) };
}

/** Of a lab that is running and has served nothing yet. */
export async function hostile(
  lab: OwnLab,
  name: HostileName,
  plan: Plan,
  traffic: Traffic,
  say: (text: string) => void,
): Promise<Hostile> {
  const first = await traffic.sendTraced();
  await traffic.send(plan.servedBefore);
  const askedBefore = await askAll({ first, last: await traffic.settle() }, plan.rounds);
  const before = await sizesOf(lab);
  const dropsBefore = await allDrops();
  const endSeries = watchSeries();
  const [{ flooded, recoverySeconds, during }, uses] = await watched(lab, () =>
    floodAndRecover(name, plan, say),
  ).finally(endSeries);
  const afterwards = await judged(countersNow().then((since) => sendOthers(OTHERS, since)));
  const last = await traffic.settle();
  const [overflow] = await samples(
    'sum(traces_spanmetrics_calls_total{otel_metric_overflow="true"})',
  );
  return {
    kind: name,
    title: HOSTILE_KINDS[name].title,
    flooded,
    uses,
    recoverySeconds,
    before,
    after: await sizesOf(lab),
    mostSeries: endSeries(),
    askedBefore,
    askedAfter: await askAll({ first, last }, plan.rounds),
    drops: dropsBetween(dropsBefore, await allDrops()),
    overflow: overflow?.value ?? 0,
    during,
    afterwards,
  };
}
