// Telemetry that could not be sent yet, in IndexedDB, so that it outlives the page; courier.ts fills and
// empties it.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** What one request sends. */
export interface Batch {
  /** Of the signal, such as /otlp/v1/traces. */
  path: string;
  body: Uint8Array<ArrayBuffer>;
  /** Milliseconds since 1970. */
  since: number;
}

interface Schema extends DBSchema {
  batches: { key: number; value: Batch & { bytes: number }; indexes: { bytes: number } };
  /** How many batches were thrown away, by reason. */
  dropped: { key: string; value: number };
}

const NAME = 'otel-lab.telemetry';

// Ten minutes of one action a second are about 2 MiB.
const MOST_BYTES = 4 * 1024 * 1024;

/** In the order in which they were added. All tabs of the page share them. */
export class KeptBatches {
  readonly #database: Promise<IDBPDatabase<Schema>>;

  constructor() {
    this.#database = openDB<Schema>(NAME, 1, {
      upgrade(database) {
        const store = database.createObjectStore('batches', { autoIncrement: true });
        store.createIndex('bytes', 'bytes');
        database.createObjectStore('dropped');
      },
    });
    // Without storage (a private window of some browsers) each method rejects.
    this.#database.catch(() => {});
  }

  /** Adds a batch, and drops the oldest while there is more than fits. */
  async add(batch: Batch): Promise<void> {
    const database = await this.#database;
    const adding = database.transaction('batches', 'readwrite');
    adding.store.add({ ...batch, bytes: batch.body.byteLength });
    // Not by itself, once the page has heard of it: the page may be gone by then.
    adding.commit();
    await adding.done;
    let bytes = 0;
    const sizes = database.transaction('batches').store.index('bytes');
    for await (const { key } of sizes.iterate()) bytes += key;
    for (let oldest = await this.oldest(); oldest && bytes > MOST_BYTES; ) {
      await this.remove(oldest.key);
      await this.countDropped('overflow');
      bytes -= oldest.batch.body.byteLength;
      oldest = await this.oldest();
    }
  }

  async oldest(): Promise<{ key: number; batch: Batch } | undefined> {
    const database = await this.#database;
    const cursor = await database.transaction('batches').store.openCursor();
    return cursor ? { key: cursor.primaryKey, batch: cursor.value } : undefined;
  }

  async remove(key: number): Promise<void> {
    await (await this.#database).delete('batches', key);
  }

  /** Counts a batch that will never be sent. */
  async countDropped(reason: string): Promise<void> {
    const { store, done } = (await this.#database).transaction('dropped', 'readwrite');
    await store.put(((await store.get(reason)) ?? 0) + 1, reason);
    await done;
  }

  /** How many batches were dropped, by reason; from then on it counts anew. */
  async takeDropped(): Promise<[reason: string, batches: number][]> {
    const { store, done } = (await this.#database).transaction('dropped', 'readwrite');
    const reasons = await store.getAllKeys();
    const counts = await store.getAll();
    await store.clear();
    await done;
    return reasons.map((reason, index) => [reason, counts[index] ?? 0]);
  }
}
