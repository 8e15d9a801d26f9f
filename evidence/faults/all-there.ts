// That nothing of a run of requests is missing.
import { pollUntil } from '../../stores/poll-until.ts';
import { judgeLogs } from '../complete/logs.ts';
import type { JudgedTrace } from '../complete/traces.ts';
import { sum } from '../statistics.ts';
import { readAgain, searchTraces } from './judge.ts';
import type { SteadyRequests } from './requests.ts';

const ARRIVAL_SECONDS = 240;
/**
 * So many traces that a search finds incomplete are read by their ids. A search tells of one block's part of a trace,
 * and what came late is in another.
 */
const FEW = 500;

async function tracesOf(run: SteadyRequests, since: number): Promise<JudgedTrace[]> {
  const traces = await searchTraces(run, since);
  const incomplete = traces.filter(({ missing }) => missing.length > 0);
  return incomplete.length > FEW ? traces : readAgain(run, traces);
}

/**
 * Waits until each span and each log line of the acknowledged requests is in its store.
 * @param since when they began, milliseconds since 1970.
 * @returns how many are there twice.
 * @throws {Error} with how many requests miss some, after four minutes.
 */
export const needAll = (run: SteadyRequests, since: number): Promise<number> =>
  pollUntil('all spans and log lines', ARRIVAL_SECONDS, async () => {
    const traces = await tracesOf(run, since);
    const lines = await judgeLogs(run.id, run.acknowledged, since);
    const open = [traces, lines].map(
      (all) => all.filter(({ missing }) => missing.length > 0).length,
    );
    if (open.some((number) => number > 0)) {
      throw new Error(`of ${run.sent} requests, ${open[0]} miss spans and ${open[1]} log lines`);
    }
    return sum([...traces, ...lines].map(({ more }) => more));
  });
