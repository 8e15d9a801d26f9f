// What the collector of a sampling lab counts, and what Tempo has of requests that it decided about.
import { pollUntil } from '../../stores/poll-until.ts';
import { riseOf, samples, sumOf } from '../../stores/prometheus.ts';
import { isInShare } from '../../stores/trace-share.ts';
import { searchTraces } from '../faults/judge.ts';
import type { SteadyRequests } from '../faults/requests.ts';
import type { KindName } from '../load/kinds.ts';
import { sum } from '../statistics.ts';

/** The policies of otel-collector/sampling.yaml, in their order. */
export const POLICIES = ['errors', 'slow', 'named', 'share'] as const;
export type Policy = (typeof POLICIES)[number];

const SAMPLER = 'otelcol_processor_tail_sampling';
const ARRIVAL_SECONDS = 120;
/** In percent, as the lab was started. */
export const PERCENT = Number(process.env.SAMPLING_PERCENT || 10);

/** Since some moment. */
export interface Counts {
  received: number;
  kept: Record<Policy, number>;
  notKept: number;
  droppedUndecided: number;
  /** Of traces that were kept, and of the others. */
  bytes: { kept: number; notKept: number };
}

/**
 * Waits until nothing waits for a decision any more, and Prometheus has read that.
 * @returns the time since when all that is counted is new, milliseconds since 1970.
 */
export async function whenQuiet(): Promise<number> {
  const now = Date.now() / 1000;
  const waiting = `${SAMPLER}_sampling_traces_on_memory`;
  await pollUntil('a collector with nothing to decide', ARRIVAL_SECONDS, async () => {
    const quiet = await samples(`${waiting} == 0 and timestamp(${waiting}) > ${now}`);
    if (quiet.length === 0) throw new Error('traces wait, or no newer reading');
  });
  return Date.now();
}

/** How much a counter of the sampler rose; a stop of the whole lab leaves old values, which do not count. */
const riseSince = (since: number, name: string): string =>
  riseOf(`${SAMPLER}_${name}`, `${Math.ceil((Date.now() - since) / 1000)}s`);

async function countsSince(since: number): Promise<Counts> {
  const rise = (name: string) => sumOf(riseSince(since, name));
  const kept = await samples(
    `sum by (policy) (${riseSince(since, 'count_traces_sampled{decision="sampled"}')})`,
  );
  const keptBy = (policy: Policy) =>
    kept.find(({ labels }) => labels.policy === policy)?.value ?? 0;
  return {
    received: await rise('new_trace_id_received'),
    kept: Object.fromEntries(POLICIES.map((policy) => [policy, keptBy(policy)])) as Counts['kept'],
    notKept: await rise('global_count_traces_sampled{decision="not_sampled"}'),
    droppedUndecided: await rise('sampling_trace_dropped_too_early'),
    bytes: {
      kept: await rise('count_bytes_sampled{decision="sampled"}'),
      // The last policy is asked about what none before it keeps.
      notKept: await rise('count_bytes_sampled{decision="not_sampled", policy="share"}'),
    },
  };
}

/** Waits until so many traces were decided or dropped. @param since see `whenQuiet`. */
export const countedSince = (since: number, traces: number): Promise<Counts> =>
  pollUntil(`the fate of ${traces} traces`, ARRIVAL_SECONDS, async () => {
    const counts = await countsSince(since);
    const decided = sum([...Object.values(counts.kept), counts.notKept, counts.droppedUndecided]);
    if (decided < traces) throw new Error(`${decided} so far`);
    return counts;
  });

/** What should keep the trace of a request; undefined if nothing does. */
export function policyFor(kind: KindName, traceId: string, named?: KindName): Policy | undefined {
  if (kind === 'error') return 'errors';
  if (kind === 'slow') return 'slow';
  if (kind === named) return 'named';
  return isInShare(traceId, PERCENT) ? 'share' : undefined;
}

/** What Tempo has of acknowledged requests. */
export interface Fates {
  /** The ids of those of which each span is there. */
  whole: Set<string>;
  /** Of those of which some are. */
  half: string[];
}

/** @param since when the requests began, milliseconds since 1970. */
async function fatesOf(run: SteadyRequests, since: number): Promise<Fates> {
  const judged = await searchTraces(run, since);
  const there = judged.filter(({ found }) => found > 0);
  return {
    whole: new Set(there.filter(({ problem }) => problem === '').map(({ traceId }) => traceId)),
    half: there.filter(({ problem }) => problem !== '').map(({ problem }) => problem),
  };
}

/** Waits until `isDone` with what Tempo has. */
export const fatesWhen = (
  run: SteadyRequests,
  since: number,
  isDone: (fates: Fates) => boolean,
): Promise<Fates> =>
  pollUntil('the traces that are kept', ARRIVAL_SECONDS, async () => {
    const fates = await fatesOf(run, since);
    if (!isDone(fates)) throw new Error(`${fates.whole.size} whole, ${fates.half.length} half`);
    return fates;
  });
