// Floods a lab with hostile values of one kind, and looks at what becomes of it and of others' data.
import { allDrops, type Dropped, dropsBetween } from '../../evidence/complete/drops.ts';
import type { OwnLab } from '../../evidence/own-lab/own-lab.ts';
import { metricsPage, PAGES } from '../../stores/metrics-page.ts';
import { samples } from '../../stores/prometheus.ts';
import { type Uses, watched } from '../containers.ts';
import { type Earlier, earlierThan } from './earlier.ts';
import { type Flooded, flood } from './flood.ts';
import { HOSTILE_KINDS, type HostileName } from './hostile-kinds.ts';
import { countersNow, judgeOthers, type Others, type SentOthers, sendOthers } from './others.ts';
import { OTHERS, type Plan } from './plan.ts';
import { type Asked, askAll } from './questions.ts';
import { recovered } from './recovery.ts';
import { type Sizes, sizesOf } from './sizes.ts';
import type { Traffic } from './traffic.ts';

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
  /** What the stores have of the time before the flood, then and now. */
  earlierBefore: Earlier;
  earlierAfter: Earlier;
  /** Counters of losses that rose. */
  drops: Dropped[];
  /** Calls that span metrics counted without their own labels, for there were too many. */
  overflow: number;
  /** Requests to the backend during the flood and after it. */
  during: Others;
  afterwards: Others;
}

/** When the flood began (whole seconds since 1970), and a trace of before. */
interface Moment {
  first: string;
  until: number;
}

const OVERFLOW = 'sum(traces_spanmetrics_calls_total{otel_metric_overflow="true"})';

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

/** Once more what was measured before the flood. */
async function afterFlood(
  lab: OwnLab,
  traffic: Traffic,
  { first, until }: Moment,
  { rounds }: Plan,
): Promise<Pick<Hostile, 'after' | 'afterwards' | 'askedAfter' | 'earlierAfter' | 'overflow'>> {
  const afterwards = await judged(countersNow().then((since) => sendOthers(OTHERS, since)));
  const last = await traffic.settle();
  const [overflow] = await samples(OVERFLOW);
  return {
    afterwards,
    after: await sizesOf(lab),
    askedAfter: await askAll({ first, last }, rounds),
    earlierAfter: await earlierThan(until, first),
    overflow: overflow?.value ?? 0,
  };
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
  const moment = { first, until: Math.floor(Date.now() / 1000) };
  const earlierBefore = await earlierThan(moment.until, first);
  const dropsBefore = await allDrops();
  const endSeries = watchSeries();
  const [measured, uses] = await watched(lab, async () => ({
    ...(await floodAndRecover(name, plan, say)),
    ...(await afterFlood(lab, traffic, moment, plan)),
  })).finally(endSeries);
  return {
    kind: name,
    title: HOSTILE_KINDS[name].title,
    before,
    askedBefore,
    earlierBefore,
    ...measured,
    uses,
    mostSeries: endSeries(),
    drops: dropsBetween(dropsBefore, await allDrops()).map(({ part, counter, by }) => ({
      part,
      counter,
      by,
    })),
  };
}
