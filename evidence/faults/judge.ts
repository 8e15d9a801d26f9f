// What the database and the stores have of acknowledged requests, and what was counted as lost.

import { pollUntilTrue } from '../../stores/poll-until.ts';
import { samples } from '../../stores/prometheus.ts';
import { fastestDoor } from '../../stores/tempo.ts';
import { interrupted } from '../command/command.ts';
import { judgeLogs } from '../complete/logs.ts';
import { judgeTraces } from '../complete/traces.ts';
import type { OwnLab } from '../own-lab/own-lab.ts';
import { sum } from '../statistics.ts';
import { countersNow, type Lost, lostBetween } from './counted.ts';
import type { SteadyRequests } from './requests.ts';

/** Items of one signal. */
export interface Found {
  expected: number;
  missing: number;
  /** Twice, or where they do not belong. */
  more: number;
}

export interface Judgement {
  acknowledged: number;
  /** Of the acknowledged tasks, how many the database does not have. */
  tasksMissing: number;
  spans: Found;
  lines: Found;
  lost: Lost;
  /** Did the series rise that tells of what nobody can count? */
  told: boolean;
}

const DEADLINE_SECONDS = 240;

const found = (judged: { expected: number; missing: string[]; more: number }[]): Found => ({
  expected: sum(judged.map(({ expected }) => expected)),
  missing: sum(judged.map(({ missing }) => missing.length)),
  more: sum(judged.map(({ more }) => more)),
});

/** Reads the file itself, since the API could have an answer of its own. */
async function tasksIn(lab: OwnLab, run: string): Promise<number> {
  const { id } = await lab.container('backend');
  const program = `import D from 'better-sqlite3';
    const rows = new D(process.env.DATABASE_PATH, { readonly: true })
      .prepare("SELECT count(*) FROM tasks WHERE title LIKE ? || '%'").pluck();
    console.log(rows.get('${run}'));`;
  const node = ['exec', id, 'node', '--input-type=module', '--eval', program];
  return Number(await lab.docker(node));
}

/** Is what is missing what was counted, or told? */
export const isExplained = ({ tasksMissing, spans, lines, lost, told }: Judgement): boolean =>
  tasksMissing === 0 &&
  spans.more + lines.more === 0 &&
  ((spans.missing === lost.spans && lines.missing === lost.lines) || told);

/** Looks until everything is there, or what is missing is explained, or for four minutes. */
export async function judge(
  lab: OwnLab,
  run: SteadyRequests,
  since: number,
  before: { drops: Awaited<ReturnType<typeof countersNow>>; toldBy: number },
  toldBy?: string,
): Promise<Judgement> {
  let last: Judgement | undefined;
  const look = async () => {
    const door = await fastestDoor(run.acknowledged[0]?.traceId ?? '');
    const traces = await judgeTraces(run.acknowledged, run.callerSpanId, door);
    const lines = await judgeLogs(run.id, run.acknowledged, since);
    last = {
      acknowledged: run.acknowledged.length,
      tasksMissing: Math.max(0, run.tasks - (await tasksIn(lab, run.id))),
      spans: found(traces),
      lines: found(lines),
      lost: lostBetween(before.drops, await countersNow()),
      told: toldBy !== undefined && (await riseOf(toldBy)) > before.toldBy,
    };
    return isExplained(last) && !(last.told && last.spans.missing > 0 && !settled());
  };
  const began = performance.now();
  // What was told has no number: whatever still comes must have the time to.
  const settled = () => performance.now() - began > 30_000;
  await pollUntilTrue('what is missing', DEADLINE_SECONDS, look, {
    interval: 2000,
    signal: interrupted,
  }).catch(() => interrupted.throwIfAborted());
  if (!last) throw new Error('the stores did not answer');
  return last;
}

/** How often a counter of the backend has risen in the last hour; 0 without it. */
export const riseOf = async (series: string): Promise<number> =>
  Math.round((await samples(`sum(increase(${series}[1h]))`))[0]?.value ?? 0);
