// Clients that write as fast as they are answered, and remember what they were promised.
import { Agent, request } from 'node:http';

export interface Outcome {
  /** Titles of tasks whose creation was answered with 201, and in which trace. */
  acknowledged: Map<string, string>;
  /** Answers of another status, by status. */
  refused: Map<number, number>;
  /** Connections that broke in the middle of a request: nobody knows what became of it. */
  broken: string[];
  /** Connections that were not accepted at all. */
  notAccepted: number;
}

interface Answered {
  status: number;
  traceId: string;
}

function createTask(agent: Agent, url: string, title: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const call = request(`${url}/api/tasks`, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => {
        const traceId = String(response.headers.traceresponse ?? '').split('-')[1] ?? '';
        resolve({ status: response.statusCode ?? 0, traceId });
      });
    });
    call.once('error', reject);
    call.end(JSON.stringify({ title }));
  });
}

function noteFailure(outcome: Outcome, code: string | undefined): void {
  if (code === 'ECONNREFUSED') {
    outcome.notAccepted += 1;
  } else {
    outcome.broken.push(String(code));
  }
}

/**
 * Starts `clients` clients with kept-alive connections. Each goes on until `stop` is called or
 * the server no longer accepts connections.
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
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let count = 0; !stopped; count += 1) {
      const title = `${prefix} ${number} ${count}`;
      try {
        const { status, traceId } = await createTask(agent, url, title);
        if (status === 201) {
          outcome.acknowledged.set(title, traceId);
        } else {
          // Told to come back later (Retry-After), a client goes.
          outcome.refused.set(status, (outcome.refused.get(status) ?? 0) + 1);
          break;
        }
      } catch (error) {
        noteFailure(outcome, (error as { code?: string }).code);
        break;
      }
    }
    agent.destroy();
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
