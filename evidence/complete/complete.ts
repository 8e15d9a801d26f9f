// `verify --complete`: sends N requests, then asks every store for all of them.
import { ask } from '../../stores/ask.ts';
import { lab, root } from '../../stores/lab.ts';
import { pollUntil } from '../../stores/poll-until.ts';
import { fastestDoor } from '../../stores/tempo.ts';
import { writeJunit } from '../checks/junit.ts';
import { atExit, CannotTell, interrupted, printJson, say, step } from '../command/command.ts';
import { writeWhole } from '../command/files.ts';
import { Client } from '../load/client.ts';
import { deleteTasksOf } from '../load/delete-tasks.ts';
import { type Counters, countersSince, judgeCounters, othersBetween } from './counters.ts';
import { allDrops, type Drops, dropsBetween } from './drops.ts';
import { judgeLogs } from './logs.ts';
import { Run } from './requests.ts';
import { asResults, type Completeness, isWhole, printCompleteness, rowsOf } from './result.ts';
import { type JudgedTrace, judgeTraces } from './traces.ts';

// Generous, for slow machines.
const EXPORT_SECONDS = 30;
const STORE_SECONDS = 60;

/** A run: start and end of the sending (milliseconds since 1970), and the counters before it. */
interface SentRun {
  run: Run;
  since: number;
  until: number;
  before: Counters;
  dropsBefore: Drops;
}

/**
 * Asks until nothing is missing or time is up, prints which, and returns the last answer. All
 * signals share the time, since they travel in parallel; the last one gets at least a few seconds.
 * @throws {CannotTell} when there was never an answer.
 */
async function waitForWhole<T>(
  title: string,
  { run, until }: SentRun,
  judge: () => Promise<T>,
  isComplete: (judged: T) => boolean,
): Promise<T> {
  const began = Date.now();
  const left = STORE_SECONDS + run.sent.length / 50 - (began - until) / 1000;
  const seconds = Math.max(5, Math.round(left));
  let last: T | undefined;
  const whole = async (): Promise<void> => {
    last = await judge();
    if (!isComplete(last)) throw new Error('not whole');
  };
  try {
    await pollUntil(title, seconds, whole, { signal: interrupted });
    say(`${title}: whole after ${((Date.now() - began) / 1000).toFixed(2)} s`);
  } catch (error) {
    interrupted.throwIfAborted();
    if (last === undefined) throw new CannotTell(`${(error as Error).message}`);
    say(`${title}: not whole after ${seconds} s`);
  }
  return last as T;
}

async function sendRun(wanted: number, client: Client): Promise<SentRun> {
  const run = new Run(client);
  step('counters before: waiting for the next export of the backend');
  const began = Date.now();
  const before = await pollUntil('an export', EXPORT_SECONDS, () => countersSince(began), {
    signal: interrupted,
  }).catch(() => {
    throw new CannotTell(
      `the backend has sent no metrics for ${EXPORT_SECONDS} s; see: docker compose logs backend otel-collector`,
    );
  });
  const dropsBefore = await allDrops();
  const since = Date.now();
  step(`${wanted} requests, traces ${run.id}…`);
  atExit(() => deleteTasksOf(run.id, client));
  await run.send(wanted);
  const until = Date.now();
  say(`answered after ${((until - since) / 1000).toFixed(2)} s`);
  return { run, since, until, before, dropsBefore };
}

async function askStores(sentRun: SentRun) {
  const { run, since, until, before } = sentRun;
  step('what the stores have of them');
  const counters = await waitForWhole(
    'counters',
    sentRun,
    async () => {
      // Without an export since then, they have not risen.
      const after = await countersSince(until).catch(() => before);
      const others = after === before ? {} : await othersBetween(run.id, before.at, after.at);
      return judgeCounters(run.sent, before, after, others);
    },
    (judged) => judged.every(isWhole),
  );
  const askLogs = () => judgeLogs(run.id, run.sent, since);
  await waitForWhole('log lines', sentRun, askLogs, (all) =>
    all.every(({ missing }) => missing.length === 0),
  );
  // Traces last: reading each by its id is slow, and by now they have arrived. Traces that were
  // complete once are not read again.
  const traces = new Map<string, JudgedTrace>();
  await waitForWhole(
    'traces',
    sentRun,
    async () => {
      const open = run.sent.filter(({ traceId }) => traces.get(traceId)?.problem !== '');
      const door = await fastestDoor(run.sent[0]?.traceId ?? '');
      for (const trace of await judgeTraces(open, run.callerSpanId, door)) {
        traces.set(trace.traceId, trace);
      }
      return [...traces.values()];
    },
    (all) => all.every(({ problem }) => problem === ''),
  );
  // Logs once more: duplicates may arrive later than the originals.
  return { counters, logs: await askLogs(), traces: [...traces.values()] };
}

/** @returns the exit status: 0 complete, 1 not. */
export async function complete(wanted: number, junit: string, json: boolean): Promise<number> {
  await ask('Tempo', `${lab.tempo}/ready`);
  await ask('Loki', `${lab.loki}/ready`);
  const client = new Client(lab.frontend, { userAgent: 'otel-lab-verify' });
  const sentRun = await sendRun(wanted, client);
  const { traces, logs, counters } = await askStores(sentRun);
  const drops = dropsBetween(sentRun.dropsBefore, await allDrops());
  const signals = rowsOf(traces, logs, counters);
  const result: Completeness = {
    run: sentRun.run.id,
    requests: wanted,
    since: sentRun.since / 1000,
    until: sentRun.until / 1000,
    signals,
    drops,
    whole: signals.every(isWhole),
    explained: drops.length > 0,
  };
  const file = `${root}/reports/complete.json`;
  writeWhole(file, `${JSON.stringify(result, null, 2)}\n`);
  printCompleteness(result);
  writeJunit(junit, 'complete', asResults(result));
  if (json) printJson(result);
  step(`written to ${file} and ${junit}`);
  return result.whole ? 0 : 1;
}
