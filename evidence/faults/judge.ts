// What the database and the stores have of acknowledged requests, and what was counted as lost.
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { samples } from '../../stores/prometheus.ts';
import { searchSpans } from '../../stores/span-search.ts';
import { frontDoor } from '../../stores/tempo.ts';
import { interrupted, say } from '../command/command.ts';
import { allDrops, type Drops } from '../complete/drops.ts';
import { judgeLogs } from '../complete/logs.ts';
import type { Counted } from '../complete/requests.ts';
import { type JudgedTrace, judgeTrace, judgeTraces } from '../complete/traces.ts';
import type { OwnLab } from '../own-lab/own-lab.ts';
import { sum } from '../statistics.ts';
import { type Lost, lostBetween } from './counted.ts';
import type { Fault } from './faults.ts';
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
  /** Did the counter rise that tells of what nobody can count, and is only missing what the fault can have taken? */
  told: boolean;
}

/** Milliseconds since 1970: when the requests began, and the fault; and when it was cured. */
export interface Times {
  since: number;
  began: number;
  ended: number;
}

/** How long before it begins and after its cure a fault may take something: what is on its way then. */
const NEAR_MS = 7000;

const DEADLINE_SECONDS = 240;
/** So long nothing more came. */
const SETTLED_MS = 30_000;

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

/**
 * Is what is missing what was counted, or told? What is there twice does not matter: who gets no answer
 * sends again (https://opentelemetry.io/docs/specs/otlp/#duplicate-data).
 */
export const isExplained = ({ tasksMissing, spans, lines, lost, told }: Judgement): boolean =>
  tasksMissing === 0 && ((spans.missing === lost.spans && lines.missing === lost.lines) || told);

/**
 * Looks until everything is there, or what is missing is explained, or for four minutes. All traces are
 * looked for by a search; what it does not find is then read by id.
 */
export async function judge(
  lab: OwnLab,
  run: SteadyRequests,
  times: Times,
  before: Drops,
  { toldBy, toldByStartOf, lingers }: Fault,
): Promise<Judgement> {
  const { since, began, ended } = times;
  const until = lingers ? Number.POSITIVE_INFINITY : ended + NEAR_MS;
  /** Is nothing of the request missing, or was it sent when the fault can have taken it? */
  const isNear = ({ traceId, missing }: { traceId: string; missing: string[] }): boolean => {
    const at = run.sentAt.get(traceId) ?? 0;
    return missing.length === 0 || (at > began - NEAR_MS && at < until);
  };
  const judgementOf = async (traces: JudgedTrace[]): Promise<Judgement> => {
    const lost = lostBetween(before, await allDrops());
    const lines = await judgeLogs(run.id, run.acknowledged, since);
    const isTold =
      lost.names.some((name) => name === toldBy) || (await startOf(toldByStartOf)) > since;
    return {
      acknowledged: run.acknowledged.length,
      tasksMissing: Math.max(0, run.tasks - (await tasksIn(lab, run.id))),
      spans: found(traces),
      lines: found(lines),
      lost,
      told: isTold && [...traces, ...lines].every(isNear),
    };
  };
  let traces: JudgedTrace[] | undefined;
  let missing = 0;
  let changed = performance.now();
  const isSettled = async () => {
    traces = await searchTraces(run);
    const now = await judgementOf(traces);
    const last = missing;
    missing = now.spans.missing + now.lines.missing;
    if (missing !== last) changed = performance.now();
    // What was told has no number: whatever still comes must have the time to.
    const mayGrow = now.told && missing > 0 && performance.now() - changed < SETTLED_MS;
    return isExplained(now) && !mayGrow;
  };
  await pollUntilTrue('what is missing', DEADLINE_SECONDS, isSettled, {
    interval: 2000,
    signal: interrupted,
  }).catch(() => interrupted.throwIfAborted());
  // Without one answer so far, to read all by their ids would take hours.
  const last = await readAgain(run, traces ?? (await searchTraces(run)));
  sayWhen(run, times, last);
  return judgementOf(last);
}

/** When were the requests sent whose spans are missing? What a fault took lies near it. */
function sayWhen({ sentAt }: SteadyRequests, { began, ended }: Times, traces: JudgedTrace[]): void {
  const at = traces
    .filter(({ missing }) => missing.length > 0)
    .map(({ traceId }) => sentAt.get(traceId) ?? 0);
  if (at.length === 0) return;
  const since = (from: number, to: number) => `${((to - from) / 1000).toFixed(1)} s`;
  const [first, last] = [Math.min(...at), Math.max(...at)];
  say(
    `${at.length} requests miss spans. The first was sent ${since(began, first)} after the fault began, the last ${since(ended, last)} after its cure`,
  );
}

/** When a service was started, milliseconds since 1970; 0 without one. */
const startOf = async (service = ''): Promise<number> =>
  1000 * ((await samples(`process_start_time_seconds{job="${service}"}`))[0]?.value ?? 0);

/** A request begins so much later than it is sent, at most: it may wait for a connection. */
const LATE_SECONDS = 10;

/** What a search finds of requests of a run, in the time in which they were sent; by default all acknowledged ones. */
export async function searchTraces(
  run: SteadyRequests,
  requests: Counted[] = run.acknowledged,
): Promise<JudgedTrace[]> {
  if (requests.length === 0) return [];
  const sent = requests
    .map(({ traceId }) => (run.sentAt.get(traceId) ?? 0) / 1000)
    .sort((a, b) => a - b);
  const range = {
    start: Math.floor(sent[0] ?? 0),
    end: Math.ceil((sent.at(-1) ?? 0) + LATE_SECONDS),
  };
  const found = await searchSpans('{ resource.service.name = "backend" }', range);
  return requests.map((request) =>
    judgeTrace(request, found.get(request.traceId) ?? [], run.callerSpanId),
  );
}

/** @returns `traces`, with what their ids lead to for those that are incomplete. */
export async function readAgain(
  run: SteadyRequests,
  traces: JudgedTrace[],
): Promise<JudgedTrace[]> {
  const isIncomplete = (index: number) => traces[index]?.missing.length !== 0;
  const open = run.acknowledged.filter((_, index) => isIncomplete(index));
  const read = await judgeTraces(open, run.callerSpanId, frontDoor);
  return [...traces.filter(({ missing }) => missing.length === 0), ...read];
}
