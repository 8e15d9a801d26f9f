// The N requests of verify --complete, each with its own trace id: some create,
// list, read, change and delete tasks, some fail on purpose.
import { CannotTell } from '../command/command.ts';
import type { Client } from '../load/client.ts';
import { type KindName, kindOf, pathOf } from '../load/kinds.ts';
import { sideBySide } from '../load/schedule.ts';
import { hexId, newTrace } from '../trace-context.ts';

/** A request of a run. */
export interface Counted {
  traceId: string;
  kind: KindName;
}

const AT_ONCE = 20;
/** The kinds that use tasks between their creation and deletion, in turn. */
const USES: KindName[] = ['list', 'read', 'update', 'error', 'read', 'invalid', 'absent', 'list'];
const NEEDS_TASK: KindName[] = ['read', 'update'];

/** "7 x read 502, 1 x list 000" */
function tally(wrong: string[]): string {
  const groups = [...Map.groupBy(wrong, (what) => what)];
  return groups.map(([what, all]) => `${all.length} x ${what}`).join(', ');
}

export class Run {
  /** All trace ids of a run share a prefix, so that one query finds its log lines. */
  readonly id = hexId(8);
  readonly callerSpanId = hexId(8);
  readonly sent: Counted[] = [];
  readonly #client: Client;
  readonly #wrong: string[] = [];

  constructor(client: Client) {
    this.#client = client;
  }

  /**
   * A quarter creates tasks, a quarter deletes them, the rest use them in between.
   * @throws {CannotTell} when a request was not answered as its kind should be: without that
   *   nothing can be counted.
   */
  async send(wanted: number): Promise<void> {
    const tasks = Math.floor(wanted / 4);
    const numbers = Array.from({ length: wanted - 2 * tasks }, (_, number) => number);
    const ids = await sideBySide(Array.from({ length: tasks }), AT_ONCE, async () => {
      const { status, body } = await this.#sendOne('create');
      return status === 201 ? (JSON.parse(body) as { id: number }).id : 0;
    });
    this.#stopIfWrong();
    await sideBySide(numbers, AT_ONCE, (number) => {
      const kind = USES[number % USES.length] as KindName;
      // A list replaces requests that need a task when there is none.
      const possible = ids.length === 0 && NEEDS_TASK.includes(kind) ? 'list' : kind;
      return this.#sendOne(possible, ids[number % ids.length]);
    });
    await sideBySide(ids, AT_ONCE, (id) => this.#sendOne('delete', id));
    this.#stopIfWrong();
  }

  #sendOne(kind: KindName, task?: number) {
    const number = this.sent.length;
    const traceId = this.id + number.toString(16).padStart(16, '0');
    this.sent.push({ traceId, kind });
    const { method, body, status } = kindOf(kind);
    const { traceparent } = newTrace(traceId, this.callerSpanId);
    const request = {
      method,
      path: pathOf(kind, task),
      body: kind === 'create' ? { title: `${this.id} task ${number}` } : body,
      headers: { traceparent },
    };
    return this.#client.send(request).then((answer) => {
      if (answer.status !== status) this.#wrong.push(`${kind} ${answer.error ?? answer.status}`);
      return answer;
    });
  }

  #stopIfWrong(): void {
    if (this.#wrong.length === 0) return;
    throw new CannotTell(
      `not every request was answered as its kind should be: ${tally(this.#wrong)}; see: docker compose logs frontend backend`,
    );
  }
}
