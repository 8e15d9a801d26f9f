// Many requests to the backend, as fast as it answers them: ten routes, 2 % errors, 1 % slow.
import { Client } from '../../evidence/load/client.ts';
import { type KindName, kindOf, pathOf } from '../../evidence/load/kinds.ts';
import { type Planned, planRequests } from '../../evidence/load/plan.ts';
import { sideBySide } from '../../evidence/load/schedule.ts';
import { newTrace } from '../../evidence/trace-context.ts';
import { lab } from '../../stores/lab.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { spansOfTrace } from '../../stores/tempo.ts';
import { COLLECTORS, drained } from '../pipeline/collectors.ts';

const CONNECTIONS = 32;
/** A task is used only a second after its creation; so many requests are due until then. */
const PLANNED_PER_SECOND = 1000;
const MIX = { success: 97, error: 2, slow: 1 };

/** With those of evidence/load/kinds.ts, of which the mix uses seven, ten. */
const MORE_ROUTES = [
  { path: '/api/openapi.json', status: 200 },
  { path: '/api/internal/stats', status: 200 },
  { path: '/no-such-page', status: 404 },
];
/** Every so many of the lists goes to one of them. */
const EVERY = 4;

const NEEDS_TASK: KindName[] = ['read', 'update', 'delete'];

export interface Sent {
  seconds: number;
  /** Not answered with the status that was expected. */
  wrong: number;
}

export class Traffic {
  readonly #client = new Client(lab.backend, {
    connections: CONNECTIONS,
    userAgent: 'otel-lab-bench',
  });
  readonly #statsKey: string;
  #seed = 1;

  /** @param statsKey the backend's, for its route with internals. */
  constructor(statsKey: string) {
    this.#statsKey = statsKey;
  }

  /** Sends so many. `hear` gets the number of those answered, now and then. */
  async send(count: number, hear: (answered: number) => void = () => {}): Promise<Sent> {
    const plan = planRequests({
      perSecond: PLANNED_PER_SECOND,
      seconds: count / PLANNED_PER_SECOND,
      mix: MIX,
      seed: this.#seed++,
    });
    const ids: (number | undefined)[] = [];
    const began = performance.now();
    let [answered, wrong] = [0, 0];
    await sideBySide(plan, CONNECTIONS, async (planned, number) => {
      const isRight = await this.#send(planned, number, ids);
      if (!isRight) wrong += 1;
      answered += 1;
      if (answered % 10_000 === 0) hear(answered);
    });
    return { seconds: (performance.now() - began) / 1000, wrong };
  }

  async #send({ kind, slot = -1 }: Planned, number: number, ids: (number | undefined)[]) {
    const other = kind === 'list' && number % EVERY === 0 && MORE_ROUTES[(number / EVERY) % 3];
    if (other) {
      const headers = { 'x-api-key': this.#statsKey };
      const { status } = await this.#client.send({ method: 'GET', path: other.path, headers });
      return status === other.status;
    }
    const task = ids[slot];
    // Its creation has not been answered yet.
    const really = NEEDS_TASK.includes(kind) && task === undefined ? 'list' : kind;
    const { method, body, status: expected } = kindOf(really);
    const answer = await this.#client.send({
      method,
      path: pathOf(really, task),
      body: really === 'create' ? { title: `growth ${number}` } : body,
    });
    if (really === 'create' && answer.status === 201) ids[slot] = JSON.parse(answer.body).id;
    return answer.status === expected;
  }

  /** One more request, whose trace can be read when this returns; returns the trace's id. */
  async sendTraced(): Promise<string> {
    const { traceId, traceparent } = newTrace();
    await this.#client.send({ method: 'GET', path: '/api/tasks', headers: { traceparent } });
    const isThere = async () => (await spansOfTrace(traceId)).length > 0;
    await pollUntilTrue(`trace ${traceId}`, 300, isThere);
    return traceId;
  }

  /** Waits until the collector has passed on everything; returns the id of the last trace. */
  async settle(): Promise<string> {
    const last = await this.sendTraced();
    await drained(COLLECTORS.lab);
    return last;
  }

  close(): void {
    this.#client.close();
  }
}
