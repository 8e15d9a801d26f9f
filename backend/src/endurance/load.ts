// Clients that write as fast as they are answered, and remember what was acknowledged.
import { Client } from '../../../evidence/load/client.ts';

export interface Outcome {
  /** Titles of tasks whose creation was answered with 201, and in which trace. */
  acknowledged: Map<string, string>;
  /** Answers of another status, by status. */
  refused: Map<number, number>;
  /** Connections that broke during a request, whose outcome is unknown. */
  broken: string[];
  /** Refused connections. */
  notAccepted: number;
}

/**
 * Starts `clients` clients with keep-alive connections. Each runs until `stop` is called or the server
 * no longer accepts connections.
 */
export function startLoad(url: string, clients: number, prefix: string) {
  const outcome: Outcome = {
    acknowledged: new Map(),
    refused: new Map(),
    broken: [],
    notAccepted: 0,
  };
  let stopped = false;

  async function client(number: number): Promise<void> {
    const connection = new Client(url, { connections: 1 });
    for (let count = 0; !stopped; count += 1) {
      const title = `${prefix} ${number} ${count}`;
      const { status, error, headers } = await connection.send({
        method: 'POST',
        path: '/api/tasks',
        body: { title },
      });
      if (status === 201) {
        outcome.acknowledged.set(title, String(headers.traceresponse).split('-')[1] ?? '');
        continue;
      }
      if (error === 'ECONNREFUSED') outcome.notAccepted += 1;
      else if (error !== undefined) outcome.broken.push(error);
      else outcome.refused.set(status, (outcome.refused.get(status) ?? 0) + 1);
      // A client stops when it is told to retry later (Retry-After) or is disconnected.
      break;
    }
    connection.close();
  }

  const ended = Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  return {
    outcome,
    async stop(): Promise<void> {
      stopped = true;
      await ended;
    },
  };
}
