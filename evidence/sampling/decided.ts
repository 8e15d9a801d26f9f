// What the collector of a sampling lab counts, and what Tempo has of requests that it decided about.
import { pollUntil } from '../../stores/poll-until.ts';
import { samples, sumOf } from '../../stores/prometheus.ts';
import { isInShare } from '../../stores/trace-share.ts';
import { searchTraces } from '../faults/judge.ts';
import type { SteadyRequests } from '../faults/requests.ts';
import type { KindName } from '../load/kinds.ts';

/** The policies of otel-collector/sampling.yaml, in their order. */
export const POLICIES = ['errors', 'slow', 'named', 'share'] as const;
export type Policy = (typeof POLICIES)[number];

const SAMPLER = 'otelcol_processor_tail_sampling';
const ARRIVAL_SECONDS = 120;
/** In percent, as the lab was started. */
export const PERCENT = Number(process.env.SAMPLING_PERCENT || 10);

/** Since the collector was started. */
export interface Counts {
  received: number;
  kept: Record<Policy, number>;
  notKept: number;
  droppedUndecided: number;
  /** Of traces that were kept, and of the others. */
  bytes: { kept: number; notKept: number };
}

/** Once nothing waits for a decision any more, and Prometheus has read that. */
export async function quietCounts(): Promise<Counts> {
  const now = Date.now() / 1000;
  const waiting = `${SAMPLER}_sampling_traces_on_memory`;
  await pollUntil('a collector with nothing to decide', ARRIVAL_SECONDS, async () => {
    const quiet = await samples(`${waiting} == 0 and timestamp(${waiting}) > ${now}`);
    if (quiet.length === 0) throw new Error('traces wait, or no newer reading');
  });
  return readCounts();
}

async function readCounts(): Promise<Counts> {
  const traces = `${SAMPLER}_count_traces_sampled{decision="sampled"}`;
  const kept = new Map(
    (await samples(traces)).map(({ labels, value }) => [labels.policy, value] as const),
  );
  return {
    received: await sumOf(`${SAMPLER}_new_trace_id_received`),
    kept: Object.fromEntries(POLICIES.map((policy) => [policy, kept.get(policy) ?? 0])) as Record<
      Policy,
      number
    >,
    notKept: await sumOf(`${SAMPLER}_global_count_traces_sampled{decision="not_sampled"}`),
    droppedUndecided: await sumOf(`${SAMPLER}_sampling_trace_dropped_too_early`),
    bytes: {
      kept: await sumOf(`${SAMPLER}_count_bytes_sampled{decision="sampled"}`),
      // The last policy is asked about what none before it keeps.
      notKept: await sumOf(
        `${SAMPLER}_count_bytes_sampled{decision="not_sampled", policy="share"}`,
      ),
    },
  };
}

const decidedOf = ({ kept, notKept, droppedUndecided }: Counts): number =>
  Object.values(kept).reduce((sum, number) => sum + number, notKept + droppedUndecided);

/** Waits until `traces` more were decided or dropped than `before`. @returns how much each count rose. */
export async function countedSince(before: Counts, traces: number): Promise<Counts> {
  const now = await pollUntil(`the fate of ${traces} traces`, ARRIVAL_SECONDS, async () => {
    const counts = await readCounts();
    const decided = decidedOf(counts) - decidedOf(before);
    if (decided < traces) throw new Error(`${decided} so far`);
    return counts;
  });
  const kept = Object.fromEntries(
    POLICIES.map((policy) => [policy, now.kept[policy] - before.kept[policy]]),
  ) as Record<Policy, number>;
  return {
    received: now.received - before.received,
    kept,
    notKept: now.notKept - before.notKept,
    droppedUndecided: now.droppedUndecided - before.droppedUndecided,
    bytes: {
      kept: now.bytes.kept - before.bytes.kept,
      notKept: now.bytes.notKept - before.bytes.notKept,
    },
  };
}

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
export async function fatesOf(run: SteadyRequests, since: number): Promise<Fates> {
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
