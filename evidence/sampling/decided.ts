// What the collector of a sampling lab counts, and what Tempo has of requests that it decided about.
import { pollUntil } from '../../stores/poll-until.ts';
import { samples, sumOf } from '../../stores/prometheus.ts';
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

// What is received comes last: it is never less than what was decided a moment before.
const COUNTERS = {
  errors: 'count_traces_sampled{decision="sampled", policy="errors"}',
  slow: 'count_traces_sampled{decision="sampled", policy="slow"}',
  named: 'count_traces_sampled{decision="sampled", policy="named"}',
  share: 'count_traces_sampled{decision="sampled", policy="share"}',
  notKept: 'global_count_traces_sampled{decision="not_sampled"}',
  droppedUndecided: 'sampling_trace_dropped_too_early',
  bytesKept: 'count_bytes_sampled{decision="sampled"}',
  // The last policy is asked about what none before it keeps.
  bytesNotKept: 'count_bytes_sampled{decision="not_sampled", policy="share"}',
  received: 'new_trace_id_received',
};
type Counter = keyof typeof COUNTERS;
const COUNTER_NAMES = Object.keys(COUNTERS) as Counter[];

/** Traces, and bytes of their spans. */
export type Counts = Record<Counter, number>;

const countsFrom = (of: (name: Counter) => number): Counts =>
  Object.fromEntries(COUNTER_NAMES.map((name) => [name, of(name)])) as Counts;

/**
 * The sum of a selector's series that were read in the last 15 s. Without that, Prometheus answers for five
 * minutes with the values of a lab that was stopped as a whole, and a new process counts from zero.
 */
export const freshSum = (selector: string): Promise<number> =>
  sumOf(`last_over_time(${selector}[15s])`);

async function countsNow(): Promise<Counts> {
  const values = new Map<Counter, number>();
  for (const name of COUNTER_NAMES) {
    values.set(name, await freshSum(`${SAMPLER}_${COUNTERS[name]}`));
  }
  return countsFrom((name) => values.get(name) ?? 0);
}

/** Who decides; in the scaled lab each about its share. */
export const DECIDERS =
  process.env.LAB_SCALE === 'true'
    ? (['worker-1', 'worker-2'] as const)
    : (['otel-collector'] as const);

/** Waits until nothing waits for a decision any more, anywhere, and Prometheus has read that. */
export async function countsWhenQuiet(): Promise<Counts> {
  const now = Date.now() / 1000;
  const waiting = `${SAMPLER}_sampling_traces_on_memory`;
  await pollUntil('a collector with nothing to decide', ARRIVAL_SECONDS, async () => {
    const quiet = await samples(`max(${waiting}) == 0 and min(timestamp(${waiting})) > ${now}`);
    if (quiet.length === 0) throw new Error('traces wait, or no newer reading');
  });
  return countsNow();
}

/** Waits until so many traces more were decided or dropped; what was counted since `before`. */
export const countedSince = (before: Counts, traces: number): Promise<Counts> =>
  pollUntil(`the fate of ${traces} traces`, ARRIVAL_SECONDS, async () => {
    const counts = await countsNow();
    const since = countsFrom((name) => counts[name] - before[name]);
    const kept = sum(POLICIES.map((policy) => since[policy]));
    const decided = kept + since.notKept + since.droppedUndecided;
    if (decided < traces) throw new Error(`${decided} so far`);
    return since;
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

async function fatesOf(run: SteadyRequests): Promise<Fates> {
  const judged = await searchTraces(run);
  const there = judged.filter(({ found }) => found > 0);
  return {
    whole: new Set(there.filter(({ problem }) => problem === '').map(({ traceId }) => traceId)),
    half: there.filter(({ problem }) => problem !== '').map(({ problem }) => problem),
  };
}

/** Waits until `isDone` with what Tempo has. */
export const fatesWhen = (run: SteadyRequests, isDone: (fates: Fates) => boolean): Promise<Fates> =>
  pollUntil('the traces that are kept', ARRIVAL_SECONDS, async () => {
    const fates = await fatesOf(run);
    if (!isDone(fates)) throw new Error(`${fates.whole.size} whole, ${fates.half.length} half`);
    return fates;
  });
