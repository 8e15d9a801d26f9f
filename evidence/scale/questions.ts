// What a person who looks would notice: questions to each store, as Grafana asks them.
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../../stores/ask.ts';
import { lab } from '../../stores/lab.ts';

const EVERY_MS = 500;
/** By the uid of the data source. Each must read what came just now, which only the instances have. */
const QUESTIONS = {
  tempo: 'api/search?q=%7Bresource.service.name%3D%22backend%22%7D&limit=1',
  loki: 'loki/api/v1/query?query=sum(count_over_time(%7Bservice_name%3D%22backend%22%7D%5B10s%5D))',
  prometheus: 'api/v1/query?query=sum(http_requests_total)',
} as const;
type Store = keyof typeof QUESTIONS;

export class Questions {
  readonly #asked = new Map<Store, number>();
  /** What was answered instead. */
  readonly failed: [store: Store, why: string][] = [];

  /** Asks each store every half second, until `signal` is aborted. */
  async ask(signal: AbortSignal): Promise<void> {
    await Promise.all(Object.keys(QUESTIONS).map((store) => this.#askOne(store as Store, signal)));
  }

  async #askOne(store: Store, signal: AbortSignal): Promise<void> {
    const url = `${lab.grafana}/api/datasources/proxy/uid/${store}/${QUESTIONS[store]}`;
    while (!signal.aborted) {
      const next = sleep(EVERY_MS);
      this.#asked.set(store, (this.#asked.get(store) ?? 0) + 1);
      await ask(store, url).catch((error: Error) => this.failed.push([store, error.message]));
      await next;
    }
  }

  /** Such as "tempo 0 of 40, loki 0 of 40, prometheus 1 of 40 (Prometheus: status 502)". */
  toString(): string {
    const share = ([store, asked]: [Store, number]) => {
      const failed = this.failed.filter(([name]) => name === store);
      return `${store} ${failed.length} of ${asked}${failed[0] ? ` (${failed[0][1]})` : ''}`;
    };
    return [...this.#asked].map(share).join(', ');
  }
}
