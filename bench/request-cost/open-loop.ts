// Latency at a fixed rate: requests are sent when they are due, whether or not the ones before
// are answered, and the time counts from when they were due. A server that stalls thus makes
// every request late that fell into the stall, as it would for people.
import { atRate } from '../../evidence/load/schedule.ts';
import { percentile } from '../../evidence/statistics.ts';
import { shuffled } from '../statistics.ts';
import { Connection } from './connection.ts';
import type { Plan } from './plan.ts';
import { KINDS } from './saturation.ts';
import type { ServerProcess } from './server-process.ts';
import type { Servers } from './variants-running.ts';

/** Requests per second: busy for a small service, far from the limit. */
export const RATE = 200;
const CONNECTIONS = 20;
const LATENCY_VARIANTS = ['plain', 'tuned'] as const;

/** Milliseconds. */
export interface Latency {
  p50: number;
  p99: number;
}
export type LatencyRound = Record<(typeof LATENCY_VARIANTS)[number], Latency>;

/** Three reads to one new task. */
const requestNumber = (number: number) => (number % 4 === 3 ? KINDS.create : KINDS.read);

/** @throws when an answer is not 2xx. */
async function latencies(server: ServerProcess, ms: number): Promise<number[]> {
  const idle = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => Connection.open(server.port)),
  );
  const all = [...idle];
  const waiting: [number: number, due: number][] = [];
  const times: number[] = [];
  const exchanges: Promise<void>[] = [];

  const work = async (connection: Connection) => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const [number, due] = job;
      await connection.exchange(requestNumber(number));
      times.push(performance.now() - due);
    }
    idle.push(connection);
  };
  await atRate((ms / 1000) * RATE, RATE, (number, due) => {
    waiting.push([number, due]);
    const connection = idle.pop();
    // Without an idle one the request waits for a busy one, and its time runs on.
    if (connection) {
      exchanges.push(work(connection));
    }
  });
  await Promise.all(exchanges);
  for (const connection of all) {
    connection.close();
  }
  return times;
}

/** Measures both variants by turns, in random order. */
export async function measureLatency(servers: Servers, plan: Plan): Promise<LatencyRound[]> {
  const rounds: LatencyRound[] = [];
  for (let number = 0; number < plan.latencyRounds; number += 1) {
    const round = {} as LatencyRound;
    for (const name of shuffled(LATENCY_VARIANTS)) {
      const times = await latencies(servers[name], plan.latencyRoundMs);
      round[name] = { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
    }
    rounds.push(round);
  }
  return rounds;
}
