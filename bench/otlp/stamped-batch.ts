// The bytes of an export with new ids and times for each sending. To encode costs the sender as much as
// to decode costs the collector, and on a small machine the sender would be what is measured; so the
// bytes are made once, and what must differ is overwritten where it stands.
import { randomBytes } from 'node:crypto';
import type { Batch } from './batch.ts';

/** Where the bytes of `value` are. */
function placesOf(bytes: Buffer, value: Buffer): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(value); at !== -1; at = bytes.indexOf(value, at + value.length)) {
    places.push(at);
  }
  return places;
}

function asFixed64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

/** Numbers that this process has given away: no two traces, and no two spans, have the same. */
let lastTrace = 0;
let lastSpan = 0;
// Half of each trace id, and of each span id: other runs have others.
const RUN = randomBytes(8);

/** Where in an export the values are that must differ each time. */
export interface Places {
  traces: number[][];
  spans: number[][];
  /** With the nanoseconds before the latest time. */
  times: [before: bigint, places: number[]][];
  instance: number[];
}

/** @throws {Error} when a value is not found in the bytes. */
export function findPlaces({ bytes, traceIds, spanIds, times, instance }: Batch): Places {
  const all = Buffer.from(bytes);
  const find = (value: Buffer, what: string): number[] => {
    const places = placesOf(all, value);
    if (places.length === 0) throw new Error(`${what} is not in the export`);
    return places;
  };
  const latest = times.reduce((one, other) => (one > other ? one : other), 0n);
  return {
    traces: traceIds.map((id) => find(Buffer.from(id, 'hex'), `trace ${id}`)),
    spans: spanIds.map((id) => find(Buffer.from(id, 'hex'), `span ${id}`)),
    times: times.map((time) => [latest - time, find(asFixed64(time), `time ${time}`)]),
    instance: find(Buffer.from(instance), 'the instance'),
  };
}

/** What a lane sends. Only one sending at a time: the next one overwrites its bytes. */
export class StampedBatch {
  readonly bytes: Buffer;
  readonly #places: Places;

  constructor({ bytes, instance }: Batch, places: Places) {
    this.bytes = Buffer.from(bytes);
    this.#places = places;
    // Each lane is an instance: two that send the same series would be out of order.
    const own = randomBytes(instance.length).toString('hex').slice(0, instance.length);
    for (const at of places.instance) this.bytes.write(own, at);
  }

  /** Gives all traces, spans and times new values. @param now milliseconds since 1970. */
  stamp(now: number): void {
    for (const places of this.#places.traces) {
      lastTrace += 1;
      for (const at of places) {
        RUN.copy(this.bytes, at);
        this.bytes.writeUIntBE(lastTrace, at + 10, 6);
      }
    }
    for (const places of this.#places.spans) {
      lastSpan += 1;
      for (const at of places) {
        RUN.copy(this.bytes, at, 0, 2);
        this.bytes.writeUIntBE(lastSpan, at + 2, 6);
      }
    }
    const end = BigInt(Math.floor(now * 1000)) * 1000n;
    for (const [before, places] of this.#places.times) {
      for (const at of places) this.bytes.writeBigUInt64LE(end - before, at);
    }
  }

  /** The id of one of the traces that are in the bytes now; undefined when there are none. */
  get traceId(): string | undefined {
    const at = this.#places.traces[0]?.[0];
    return at === undefined ? undefined : this.bytes.toString('hex', at, at + 16);
  }
}
