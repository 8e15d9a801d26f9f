// Requests at a steady rate, whatever happens meanwhile, and which of them were answered as they should
// be: only those have a right to be found.
import type { Counted } from '../complete/requests.ts';
import type { Client } from '../load/client.ts';
import { type KindName, kindOf, pathOf } from '../load/kinds.ts';
import { atRate } from '../load/schedule.ts';
import { hexId, newTrace } from '../trace-context.ts';

/** What is sent: a kind, at another path than its own if it is given. */
export interface Sent {
  kind: KindName;
  path?: string;
}

const CREATE_AND_LIST: Sent[] = [{ kind: 'create' }, { kind: 'list' }];

export class SteadyRequests {
  /** All trace ids share it, and the titles of all tasks. */
  readonly id = hexId(8);
  readonly callerSpanId = hexId(8);
  /** Before the first was sent, milliseconds since 1970. */
  readonly since = Date.now();
  readonly acknowledged: Counted[] = [];
  /** What was answered instead, such as "create 502" or "list ECONNRESET", for each of the others. */
  readonly failed: string[] = [];
  sent = 0;
  /** When each was sent, milliseconds since 1970, by its trace. */
  readonly sentAt = new Map<string, number>();
  readonly #client: Client;
  readonly #turn: Sent[];

  /** @param turn what is sent in turn. */
  constructor(client: Client, turn = CREATE_AND_LIST) {
    this.#client = client;
    this.#turn = turn;
  }

  /** Returns after the last answer. Aborting `signal` ends it early. */
  async send(count: number, perSecond: number, signal: AbortSignal): Promise<void> {
    const answers: Promise<void>[] = [];
    await atRate(count, perSecond, (number) => answers.push(this.#sendOne(number)), signal);
    await Promise.all(answers);
  }

  /** How many tasks were acknowledged. */
  get tasks(): number {
    return this.acknowledged.filter(({ kind }) => kind === 'create').length;
  }

  async #sendOne(number: number): Promise<void> {
    const { kind, path = pathOf(kind) } = this.#turn[number % this.#turn.length] as Sent;
    const traceId = this.id + hexId(8);
    const { traceparent } = newTrace(traceId, this.callerSpanId);
    const { method, status: expected } = kindOf(kind);
    this.sent += 1;
    this.sentAt.set(traceId, Date.now());
    const { status, error } = await this.#client.send({
      method,
      path,
      body: kind === 'create' ? { title: `${this.id} task ${number}` } : undefined,
      headers: { traceparent },
    });
    if (status === expected) this.acknowledged.push({ traceId, kind });
    else this.failed.push(`${kind} ${error ?? status}`);
  }
}
