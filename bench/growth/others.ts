// Requests of another service meanwhile: are their traces, log lines and counts all there?
import { type Counters, countersSince, judgeCounters } from '../../evidence/complete/counters.ts';
import { judgeLogs } from '../../evidence/complete/logs.ts';
import { Run } from '../../evidence/complete/requests.ts';
import { isWhole, type Row, rowsOf } from '../../evidence/complete/result.ts';
import { judgeTraces } from '../../evidence/complete/traces.ts';
import { Client } from '../../evidence/load/client.ts';
import { lab } from '../../stores/lab.ts';
import { pollUntil } from '../../stores/poll-until.ts';
import { fastestDoor } from '../../stores/tempo.ts';

const EXPORT_DEADLINE_SECONDS = 60;
const STORES_DEADLINE_SECONDS = 120;

export interface Others {
  requests: number;
  /** One for each signal; none when the requests could not be sent or nothing could be asked. */
  rows: Row[];
  whole: boolean;
  /** Why there are no rows. */
  error?: string;
}

/** Sent, and not judged yet. */
export interface SentOthers {
  run: Run;
  before: Counters;
  /** Milliseconds since 1970. */
  since: number;
  until: number;
}

/** Waits for an export that has all earlier requests in it. */
const counters = (since: number): Promise<Counters> =>
  pollUntil('an export of the backend', EXPORT_DEADLINE_SECONDS, () => countersSince(since));

export const countersNow = (): Promise<Counters> => counters(Date.now());

/** @throws {CannotTell} when a request is not answered as it should be. */
export async function sendOthers(count: number, before: Counters): Promise<SentOthers> {
  const client = new Client(lab.backend, { userAgent: 'otel-lab-bench' });
  const run = new Run(client);
  const since = Date.now();
  await run.send(count).finally(() => client.close());
  return { run, before, since, until: Date.now() };
}

async function rowsNow({ run, before, since, until }: SentOthers): Promise<Row[]> {
  const door = await fastestDoor(run.sent[0]?.traceId ?? '');
  const [traces, logs, after] = [
    await judgeTraces(run.sent, run.callerSpanId, door),
    await judgeLogs(run.id, run.sent, since),
    await countersSince(until),
  ];
  return rowsOf(traces, logs, judgeCounters(run.sent, before, after, {}));
}

/** Asks until everything is there, or for two minutes. */
export async function judgeOthers(sent: SentOthers): Promise<Others> {
  let rows: Row[] = [];
  const requests = sent.run.sent.length;
  const whole = async () => {
    rows = await rowsNow(sent);
    if (!rows.every(isWhole)) throw new Error('not whole');
  };
  try {
    await pollUntil('the requests of others', STORES_DEADLINE_SECONDS, whole);
    return { requests, rows, whole: true };
  } catch (error) {
    return { requests, rows, whole: false, error: (error as Error).message };
  }
}
