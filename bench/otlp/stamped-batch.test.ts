import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchOf } from './batch-of.ts';
import { findPlaces, StampedBatch } from './stamped-batch.ts';

/** A field of a protobuf message: its number, and its bytes or its fixed64. */
type Field = [number: number, value: Buffer | bigint];

/** Reads varints as far as a length may need them. */
function varint(bytes: Buffer, start: number): [value: number, next: number] {
  let [value, at, factor] = [0, start, 1];
  for (; ; at += 1, factor *= 128) {
    const byte = bytes[at] as number;
    value += (byte % 128) * factor;
    if (byte < 128) return [value, at + 1];
  }
}

/** https://protobuf.dev/programming-guides/encoding/ */
function fieldsOf(message: Buffer): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < message.length; ) {
    const [tag, start] = varint(message, at);
    const [value, next] = varint(message, start);
    const wire = tag % 8;
    const end = [next, start + 8, next + value, 0, 0, start + 4][wire] as number;
    if (wire === 1) fields.push([tag >> 3, message.readBigUInt64LE(start)]);
    if (wire === 2) fields.push([tag >> 3, message.subarray(next, end)]);
    at = end;
  }
  return fields;
}

/** The values at the end of a path of field numbers. */
const valuesAt = (message: Buffer, [field, ...rest]: number[]): (Buffer | bigint)[] =>
  fieldsOf(message)
    .filter(([number]) => number === field)
    .flatMap(([, value]) => (rest.length === 0 ? [value] : valuesAt(value as Buffer, rest)));

const hexAt = (message: Buffer, path: number[]): string[] =>
  valuesAt(message, path).map((value) => (value as Buffer).toString('hex'));

// Request > resource > scope > item, in the numbers of opentelemetry-proto.
const SPAN = [1, 2, 2];
const POINT_OF_SUM = [1, 2, 2, 7, 1];
const POINT_OF_HISTOGRAM = [1, 2, 2, 9, 1];

test('each sending has traces of its own, whose spans belong together as before', async () => {
  const batch = await batchOf('spans');
  const parents = hexAt(Buffer.from(batch.bytes), [...SPAN, 4]);
  const stamped = new StampedBatch(batch, findPlaces(batch));
  const seen = new Set(batch.traceIds);
  for (const now of [Date.now(), Date.now() + 1]) {
    stamped.stamp(now);
    const traces = hexAt(stamped.bytes, [...SPAN, 1]);
    const spans = hexAt(stamped.bytes, [...SPAN, 2]);
    assert.equal(traces.length, batch.items);
    assert.equal(new Set(traces).size, batch.items / 3);
    assert.equal(traces[0], stamped.traceId);
    assert.equal(new Set(spans).size, batch.items);
    // Spans are finished in the order SQL, own, server: each one's parent is the next.
    const parentOf = hexAt(stamped.bytes, [...SPAN, 4]);
    assert.equal(parentOf.length, parents.length);
    assert.deepEqual(parentOf.slice(0, 2), spans.slice(1, 3));
    for (const id of [...new Set(traces), ...spans]) {
      assert.ok(!seen.has(id), `${id} was sent before`);
      seen.add(id);
    }
  }
});

test('times are those of the sending, and durations stay', async () => {
  const batch = await batchOf('spans');
  const durations = (bytes: Buffer) => {
    const starts = valuesAt(bytes, [...SPAN, 7]) as bigint[];
    const ends = valuesAt(bytes, [...SPAN, 8]) as bigint[];
    return ends.map((end, number) => end - (starts[number] ?? 0n));
  };
  const stamped = new StampedBatch(batch, findPlaces(batch));
  stamped.stamp(1_800_000_000_000.5);
  assert.deepEqual(durations(stamped.bytes), durations(Buffer.from(batch.bytes)));
  const ends = valuesAt(stamped.bytes, [...SPAN, 8]) as bigint[];
  assert.equal(
    ends.reduce((one, other) => (one > other ? one : other)),
    1_800_000_000_000_500_000n,
  );
});

test('log records belong to traces, two to each, and have both times', async () => {
  const batch = await batchOf('log records');
  const stamped = new StampedBatch(batch, findPlaces(batch));
  stamped.stamp(1_800_000_000_000);
  const traces = hexAt(stamped.bytes, [...SPAN, 9]);
  assert.equal(new Set(traces).size, batch.items / 2);
  assert.equal(new Set([...traces, ...batch.traceIds]).size, batch.items);
  const [written, observed] = [1, 11].map((field) => valuesAt(stamped.bytes, [...SPAN, field]));
  assert.deepEqual(written, observed);
  assert.ok(written?.every((time) => (time as bigint) > 1_799_999_999_000_000_000n));
});

test('points move on while their sums begin when they began, and each lane is an instance', async () => {
  const batch = await batchOf('points');
  const [one, other] = [
    new StampedBatch(batch, findPlaces(batch)),
    new StampedBatch(batch, findPlaces(batch)),
  ];
  const begin = (bytes: Uint8Array) => valuesAt(Buffer.from(bytes), [...POINT_OF_SUM, 2]);
  one.stamp(1_800_000_000_000);
  for (const point of [POINT_OF_SUM, POINT_OF_HISTOGRAM]) {
    const times = valuesAt(one.bytes, [...point, 3]);
    assert.equal(times.length, batch.items / 2);
    assert.ok(times.every((time) => time === 1_800_000_000_000_000_000n));
  }
  assert.deepEqual(begin(one.bytes), begin(batch.bytes));
  assert.equal(one.traceId, undefined);
  assert.notDeepEqual(valuesAt(one.bytes, [1, 1]), valuesAt(other.bytes, [1, 1]));
});
