// Sends exports over several connections, each with a copy of the batch for itself, and counts.
import { Client } from '../../evidence/load/client.ts';
import { atRate } from '../../evidence/load/schedule.ts';
import type { Batch } from './batch.ts';
import { batchOf } from './batch-of.ts';
import type { Load, Sent } from './load.ts';
import { findPlaces, StampedBatch } from './stamped-batch.ts';

const HEADERS = { 'content-type': 'application/x-protobuf' };
/** The answers that say no more than "accepted": nothing, and a partial success that names no item. */
const COMPLETE = ['', '\n\0'];

class Lanes {
  readonly #path: string;
  readonly #items: number;
  readonly #client: Client;
  readonly #load: Load;
  readonly #idle: StampedBatch[];
  readonly counts: Sent = {
    accepted: 0,
    refused: {},
    partly: 0,
    late: 0,
    seconds: 0,
    cpuSeconds: 0,
    traceIds: [],
  };
  readonly #begin: number;
  #end: number;
  #stopped = false;

  constructor(load: Load, batch: Batch) {
    const places = findPlaces(batch);
    this.#load = load;
    this.#path = batch.path;
    this.#items = batch.items;
    this.#client = new Client(load.url, { connections: load.connections });
    this.#idle = Array.from({ length: load.connections }, () => new StampedBatch(batch, places));
    this.#begin = performance.now();
    this.#end = this.#begin + load.seconds * 1000;
  }

  get #over(): boolean {
    return this.#stopped || performance.now() >= this.#end;
  }

  async #send(lane: StampedBatch): Promise<void> {
    lane.stamp(Date.now());
    const { status, error, body } = await this.#client.send({
      method: 'POST',
      path: this.#path,
      headers: HEADERS,
      body: lane.bytes,
    });
    if (status === 200) {
      this.counts.accepted += this.#items;
      if (!COMPLETE.includes(body)) this.counts.partly += this.#items;
      if (lane.traceId) this.counts.traceIds.push(lane.traceId);
      return;
    }
    const reason = error ?? String(status);
    this.counts.refused[reason] = (this.counts.refused[reason] ?? 0) + this.#items;
    this.#stopped ||= this.#load.untilRefused === true;
  }

  /** Each lane sends its next export when the one before is answered. */
  async unthrottled(): Promise<void> {
    await Promise.all(
      this.#idle.map(async (lane) => {
        while (!this.#over) await this.#send(lane);
      }),
    );
  }

  /** Exports are sent when they are due. Without a free lane they wait, and are late at the end. */
  async steadily(perSecond: number): Promise<void> {
    const exports = perSecond / this.#items;
    // What is due in the last moment may be sent in the second after it.
    this.#end += 1000;
    const working: Promise<void>[] = [];
    let waiting = 0;
    const work = async (lane: StampedBatch): Promise<void> => {
      while (waiting > 0 && !this.#over) {
        waiting -= 1;
        await this.#send(lane);
      }
      this.#idle.push(lane);
    };
    await atRate(Math.ceil(this.#load.seconds * exports), exports, () => {
      waiting += 1;
      const lane = this.#idle.pop();
      if (lane) working.push(work(lane));
    });
    await Promise.all(working);
    this.counts.late = waiting * this.#items;
  }

  close(): void {
    this.counts.seconds = (performance.now() - this.#begin) / 1000;
    this.#client.close();
  }
}

/** Sends the load from this process. */
export async function sendLoad(load: Load): Promise<Sent> {
  const lanes = new Lanes(load, await batchOf(load.signal));
  const before = process.cpuUsage();
  await (load.perSecond === undefined ? lanes.unthrottled() : lanes.steadily(load.perSecond));
  lanes.close();
  const { user, system } = process.cpuUsage(before);
  return { ...lanes.counts, cpuSeconds: (user + system) / 1e6 };
}
