// Sends the planned requests, each when it is due.
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { interrupted, say } from '../command/command.ts';
import type { Client } from '../load/client.ts';
import { deleteTasksOf } from '../load/delete-tasks.ts';
import { type KindName, kindOf, pathOf } from '../load/kinds.ts';
import type { Planned } from '../load/plan.ts';
import { atRate } from '../load/schedule.ts';
import { hexId } from '../trace-context.ts';
import type { Sent } from './summary.ts';

export class Sender {
  readonly sent: Sent[] = [];
  readonly #client: Client;
  readonly #run = `traffic-${hexId(4)}`;
  /** The id of each slot's task, as soon as its creation was answered. */
  readonly #ids: (number | undefined)[] = [];
  #underWay = 0;

  constructor(client: Client) {
    this.#client = client;
  }

  /**
   * Sends the plan at its rate, prints progress every five seconds, and waits for the answers.
   * @returns the seconds that the sending took.
   */
  async sendAll(plan: Planned[], perSecond: number): Promise<number> {
    const began = performance.now();
    const elapsed = (): number => (performance.now() - began) / 1000;
    const planned = plan.length / perSecond;
    const answers: Promise<void>[] = [];
    const progress = setInterval(
      () => say(`${Math.round(elapsed())} s of ${Math.ceil(planned)}: ${answers.length} sent`),
      5000,
    );
    const send = (number: number, due: number): void => {
      answers.push(this.#send(plan[number] as Planned, due));
    };
    await atRate(plan.length, perSecond, send, interrupted);
    clearInterval(progress);
    // The last request has its interval too.
    const took = Math.max(elapsed(), planned);
    await Promise.all(answers);
    interrupted.throwIfAborted();
    return took;
  }

  async #send({ mix, kind, slot = -1 }: Planned, due: number): Promise<void> {
    const task = this.#ids[slot];
    const needsTask = kind === 'read' || kind === 'update' || kind === 'delete';
    // Without a task to use, a list keeps the rate.
    const really: KindName = needsTask && task === undefined ? 'list' : kind;
    const { method, body } = kindOf(really);
    this.#underWay += 1;
    const answer = await this.#client.send({
      method,
      path: pathOf(really, task),
      body: really === 'create' ? { title: `${this.#run} task ${slot}` } : body,
    });
    this.#underWay -= 1;
    if (really === 'create' && answer.status === 201) this.#ids[slot] = JSON.parse(answer.body).id;
    const seconds = (performance.now() - due) / 1000;
    this.sent.push({ mix, kind: really, status: answer.status, seconds });
  }

  /** Deletes the tasks of this run. Waits 5 s first, for requests that are still under way. */
  async cleanUp(): Promise<void> {
    await pollUntilTrue('the last answers', 5, () => this.#underWay === 0).catch(() => {});
    await deleteTasksOf(this.#run, this.#client);
  }
}
