// Telemetry that could not be sent yet, in IndexedDB, so that it outlives the page; courier.ts fills and
// empties it. The last words of a page that is being left are in localStorage, which writes at once:
// what such a page gives to IndexedDB may not get there.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** What one request sends. */
export interface Batch {
  /** Of the signal, such as /otlp/v1/traces. */
  path: string;
  body: Uint8Array<ArrayBuffer>;
  /** Milliseconds since 1970. */
  since: number;
  /** Its place, when it had been taken out. */
  key?: number;
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

  /** Adds a batch, in its old place if it has one, and drops the oldest while there is more than fits. */
  async add({ key, ...batch }: Batch): Promise<void> {
    const database = await this.#database;
    await database.put('batches', { ...batch, bytes: batch.body.byteLength }, key);
    let bytes = 0;
    const sizes = database.transaction('batches').store.index('bytes');
    for await (const { key: size } of sizes.iterate()) bytes += size;
    while (bytes > MOST_BYTES) {
      const oldest = await this.#takeOldest();
      if (!oldest) return;
      await this.countDropped('overflow');
      bytes -= oldest.body.byteLength;
    }
  }

  /** Adds a batch before it returns. @throws {DOMException} when there is no room. */
  addAtOnce({ path, since, body }: Batch): void {
    const item = JSON.stringify({ path, since, text: new TextDecoder().decode(body) });
    localStorage.setItem(`${NAME}.${since}.${Math.random()}`, item);
  }

  /** Takes out the next batch to be sent. */
  async take(): Promise<Batch | undefined> {
    // A reload may come at any moment, so what has come through one goes first.
    return this.#takeAddedAtOnce() ?? this.#takeOldest();
  }

  #takeAddedAtOnce(): Batch | undefined {
    const key = Object.keys(localStorage)
      .filter((name) => name.startsWith(NAME))
      .sort()[0];
    if (key === undefined) return undefined;
    const { text, ...batch } = JSON.parse(localStorage.getItem(key) ?? '');
    localStorage.removeItem(key);
    return { ...batch, body: new TextEncoder().encode(text) };
  }

  async #takeOldest(): Promise<Batch | undefined> {
    const { store, done } = (await this.#database).transaction('batches', 'readwrite');
    const cursor = await store.openCursor();
    if (!cursor) return undefined;
    const { primaryKey: key, value } = cursor;
    await Promise.all([cursor.delete(), done]);
    return { path: value.path, body: value.body, since: value.since, key };
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
