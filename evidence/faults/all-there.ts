// That nothing of a run of requests is missing.
import { pollUntil } from '../../stores/poll-until.ts';
import { frontDoor } from '../../stores/tempo.ts';
import { judgeLogs } from '../complete/logs.ts';
import type { Counted } from '../complete/requests.ts';
import { judgeTraces } from '../complete/traces.ts';
import { sum } from '../statistics.ts';
import { searchTraces } from './judge.ts';
import type { SteadyRequests } from './requests.ts';

const ARRIVAL_SECONDS = 240;
/** Between two looks, which cost the stores more than what they wait for. */
const EVERY = { interval: 3000 };
/**
 * So few traces are read by their ids, which costs much more for each; and any number of which the last search found no
 * more than the one before. A search tells of one block's part of a trace, and what came late is in another.
 */
const FEW = 100;

/** How many items are there twice, of the traces or of the log lines. */
export interface Twice {
  spans: number;
  lines: number;
}

const isIncomplete = ({ missing }: { missing: string[] }): boolean => missing.length > 0;

/** @throws {Error} with how many requests miss some, after four minutes. */
async function needSpans(run: SteadyRequests): Promise<number> {
  let open: Counted[] = run.acknowledged;
  let openBefore = 0;
  let twice = 0;
  await pollUntil(
    'all spans',
    ARRIVAL_SECONDS,
    async () => {
      const byId = open.length <= FEW || open.length === openBefore;
      const judged = byId
        ? await judgeTraces(open, run.callerSpanId, frontDoor)
        : await searchTraces(run, open);
      openBefore = open.length;
      twice += sum(judged.map((trace) => (isIncomplete(trace) ? 0 : trace.more)));
      // What was there once is not looked for again.
      const missed = new Set(judged.filter(isIncomplete).map(({ traceId }) => traceId));
      open = open.filter(({ traceId }) => missed.has(traceId));
      if (open.length > 0) throw new Error(`${open.length} of ${run.sent} requests miss spans`);
    },
    EVERY,
  );
  return twice;
}

/** @throws {Error} as needSpans. */
const needLines = (run: SteadyRequests): Promise<number> =>
  pollUntil(
    'all log lines',
    ARRIVAL_SECONDS,
    async () => {
      const judged = await judgeLogs(run.id, run.acknowledged, run.since);
      const missed = judged.filter(isIncomplete).length;
      if (missed > 0) throw new Error(`${missed} of ${run.sent} requests miss log lines`);
      return sum(judged.map(({ more }) => more));
    },
    EVERY,
  );

/**
 * Waits until each span and each log line of the acknowledged requests is in its store.
 * @returns how many are there twice.
 * @throws {Error} with how many requests miss some, after four minutes.
 */
export async function needAll(run: SteadyRequests): Promise<Twice> {
  const spans = await needSpans(run);
  return { spans, lines: await needLines(run) };
}
