// What a part of the lab says about itself: its page /metrics, in Prometheus' text format.
import { ask } from './ask.ts';
import { lab } from './lab.ts';
import type { Sample } from './prometheus.ts';

/** The parts that have such a page, and where. */
export const PAGES = {
  'otel-collector': `${lab.collectorMetrics}/metrics`,
  tempo: `${lab.tempo}/metrics`,
  loki: `${lab.loki}/metrics`,
  prometheus: `${lab.prometheus}/metrics`,
};

/** A page at one moment. */
export class MetricsPage {
  readonly #samples: Map<string, Sample[]>;

  constructor(text: string) {
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    this.#samples = Map.groupBy(lines.map(sampleOf), ({ labels }) => labels.__name__ ?? '');
  }

  /** The samples of a metric. A counter may or may not end in _total: both names find it. */
  samples(name: string): Sample[] {
    return this.#samples.get(name) ?? this.#samples.get(`${name}_total`) ?? [];
  }

  /** The sum of the samples that have these labels; 0 without any. */
  sum(name: string, labels: Record<string, string> = {}): number {
    return this.samples(name)
      .filter((sample) => Object.entries(labels).every(([key, is]) => sample.labels[key] === is))
      .reduce((total, { value }) => total + value, 0);
  }
}

/** name{key="value",…} number */
function sampleOf(line: string): Sample {
  const [, name = '', inBraces = '', value] = /^([^{ ]+)(?:\{(.*)\})? (\S+)/.exec(line) ?? [];
  const labels = Object.fromEntries(
    [...inBraces.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', is = '']) => [key, is]),
  );
  return { labels: { __name__: name, ...labels }, value: Number(value) };
}

/** @throws {AskError} when nothing answers there. */
export const metricsPage = async (part: string, url: string): Promise<MetricsPage> =>
  new MetricsPage(await ask(part, url));

/** Bytes in the queues of a collector, those under way among them. */
export const queueOf = (page: MetricsPage): number => page.sum('otelcol_exporter_queue_size');
