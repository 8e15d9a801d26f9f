// As many requests as a server can take: its throughput, and the CPU of one request. All variants
// stay up and are measured in turn, in random order, many times: what the machine does beside
// hits all of them, and each round gives one comparison of neighbours in time.
import { setTimeout } from 'node:timers/promises';
import { shuffled } from '../statistics.ts';
import { Connection, requestBytes } from './connection.ts';
import type { Plan } from './plan.ts';
import type { ServerProcess } from './server-process.ts';
import { VARIANTS, type VariantName } from './variants.ts';
import type { Servers } from './variants-running.ts';

const CONNECTIONS = 10;
const NEW_TASK = { title: 'Water the plants', description: 'Twice a week, less in winter.' };

/** The two requests that are measured. */
export const KINDS = {
  read: requestBytes('GET', '/api/tasks/1'),
  create: requestBytes('POST', '/api/tasks', NEW_TASK),
};
export type Kind = keyof typeof KINDS;

export interface Measured {
  requests: number;
  perSecond: number;
  /** Microseconds of the server's CPU for one request. */
  cpu: number;
}

/** One round: each kind of request against each variant. */
export type Round = Record<Kind, Record<VariantName, Measured>>;

const QUIET_MS = 150;
const QUIET_CPU = 20_000;
const QUIET_DEADLINE_MS = 3000;

/** Waits until the server has sent what it had queued: that work belongs to the requests before. */
async function quiet(server: ServerProcess): Promise<void> {
  const deadline = Date.now() + QUIET_DEADLINE_MS;
  let before = server.cpu();
  for (;;) {
    await setTimeout(QUIET_MS);
    const now = server.cpu();
    if (now - before <= QUIET_CPU || Date.now() > deadline) return;
    before = now;
  }
}

/** Sends one kind of request for `ms` milliseconds. @throws at the first answer that is not 2xx. */
export async function saturate(server: ServerProcess, kind: Kind, ms: number): Promise<Measured> {
  const connections = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => Connection.open(server.port)),
  );
  const request = KINDS[kind];
  let requests = 0;
  const cpuBefore = server.cpu();
  const start = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() - start < ms) {
        await connection.exchange(request);
        requests += 1;
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const connection of connections) {
    connection.close();
  }
  await quiet(server);
  const cpu = (server.cpu() - cpuBefore) / requests;
  return { requests, perSecond: requests / seconds, cpu };
}

/** Compiles what is hot, and makes the task that is read. */
export async function warmUp(servers: Servers, { warmUpMs }: Plan): Promise<void> {
  for (const { name } of VARIANTS) {
    await saturate(servers[name], 'create', warmUpMs);
    await saturate(servers[name], 'read', warmUpMs);
  }
}

/** Measures all rounds. `tell` hears of each one before it begins. */
export async function measureRounds(
  servers: Servers,
  plan: Plan,
  tell: (round: number) => void,
): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let number = 1; number <= plan.rounds; number += 1) {
    tell(number);
    const round = { read: {}, create: {} } as Round;
    for (const kind of shuffled(['read', 'create'] as const)) {
      for (const { name } of shuffled(VARIANTS)) {
        round[kind][name] = await saturate(servers[name], kind, plan.roundMs);
      }
    }
    rounds.push(round);
  }
  return rounds;
}
