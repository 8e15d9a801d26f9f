// What the lab has measured, from the results in docs/bench: a new measurement changes the model.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Summary, summarize } from '../../bench/statistics.ts';
import { type Input, input, type Spread } from './input.ts';

type Uses = Record<string, { most: number }>;
interface Sizes {
  bytes: Record<string, number>;
  items: Record<string, number>;
  series: number;
}
interface Growth {
  empty: Sizes;
  steps: { requests: number; perSecond: number; sizes: Sizes; uses: Uses }[];
}
/** Of docs/bench/NAME.json, what is read here; see docs/bench/README.md. */
export interface Results {
  pipeline: {
    throughput: Record<'spans' | 'log records' | 'points', { perCpu: { lab: Summary } }>;
    plan: { sustained: { perSecond: number } };
    measurements: { sustained: { watch: { uses: Uses } } };
  };
  modes: { modes: { plain: Record<string, Summary> } };
  growth: { growth: Growth };
  'growth-floods': { floods: { kind: string; mostSeries?: number; uses?: Uses }[] };
}

const BENCH = join(import.meta.dirname, '../../docs/bench');
const resultOf = (name: string) => JSON.parse(readFileSync(join(BENCH, `${name}.json`), 'utf8'));
export const readResults = (): Results => ({
  pipeline: resultOf('pipeline'),
  modes: resultOf('modes'),
  growth: resultOf('growth'),
  'growth-floods': resultOf('growth-floods'),
});

/** Microseconds a span: 1/31,200 s with it and 1/76,900 s without, in the same run. */
const MASKING = 19;
/** bench:modes asks for GET /api/tasks alone: two spans, and two lines (evidence/load/kinds.ts). */
const ITEMS_OF_A_LIST = 2;
/** bench/otlp/metric-batch.ts: half are counters, half histograms of 16 buckets, a sum and a count. */
export const SAMPLES_OF_A_POINT = (1 + 18) / 2;
/** Microseconds a span: 1.5 cores for 20,000 a second, in docs/tuning.md (`npm run bench:pipeline`). */
const TEMPO_UNDER_LOAD = 75;
/** evidence/sampling/kept.ts: 120 in its turn of 50 requests. */
const SPANS_OF_A_SAMPLED_REQUEST = 2.4;

/** For what costs more when it is more. */
const spread = ({ median, min, max }: Summary, factor = 1): Spread => ({
  value: median * factor,
  cheapest: min * factor,
  dearest: max * factor,
});
/** Microseconds of CPU for each, from how many a second of CPU takes. */
const microseconds = ({ median, min, max }: Summary, of = 1): Spread => ({
  value: 1e6 / median / of,
  cheapest: 1e6 / max / of,
  dearest: 1e6 / min / of,
});

/** Bytes that a store's volume has grown by, for each item that it received: after each part, and in all. */
function storedBytes({ empty, steps }: Growth, store: string): Spread {
  const all = steps.map(({ sizes }) => {
    const bytes = (sizes.bytes[store] ?? 0) - (empty.bytes[store] ?? 0);
    return bytes / ((sizes.items[store] ?? 0) - (empty.items[store] ?? 0));
  });
  return { ...spread(summarize(all)), value: all.at(-1) ?? Number.NaN };
}

function collectorInputs({ throughput }: Results['pipeline']) {
  const [unit, source] = ['µs of CPU', 'pipeline.json: spans, log records, points per CPU second'];
  const of = (signal: keyof typeof throughput, items = 1) =>
    microseconds(throughput[signal].perCpu.lab, items);
  const [span, sample] = [of('spans'), of('points', SAMPLES_OF_A_POINT)];
  // Not counted twice: what takes less than the masking was measured without it.
  const masking = span.value < MASKING ? MASKING : 0;
  const masked = 'tuning.md; came after pipeline.json (`npm run bench:pipeline`)';
  return {
    collectorSpan: input('collector: a span', unit, source, span),
    collectorLine: input('collector: a log line', unit, source, of('log records')),
    collectorSample: input('collector: a sample, of 9.5 in a point', unit, source, sample),
    masking: input('gateway: masking a span', unit, masked, masking),
  };
}

function growthInputs({ growth }: Results['growth']) {
  const last = growth.steps.at(-1);
  if (!last) throw new Error('docs/bench/growth.json has no steps');
  const source = 'growth.json';
  const perRequest = (store: string) => (last.sizes.items[store] ?? 0) / last.requests;
  const rate = summarize(growth.steps.map(({ perSecond }) => perSecond));
  const rates = { value: rate.median, cheapest: rate.max, dearest: rate.min };
  const memory = summarize(growth.steps.map(({ uses }) => uses['otel-collector']?.most ?? 0));
  const series = last.sizes.series - growth.empty.series;
  const stored = (what: string, store: string) =>
    input(what, 'bytes', source, storedBytes(growth, store));
  return {
    spansOfRequest: input('spans of a request to one service', '', source, perRequest('tempo')),
    linesOfRequest: input('its log lines', '', source, perRequest('loki')),
    processRate: input('requests that a process of an app answers', 'per second', source, rates),
    processSeries: input('series that it adds', '', source, series),
    agentMemory: input('memory of a collector', 'bytes', source, spread(memory)),
    storedSpan: stored('stored: a span', 'tempo'),
    storedLine: stored('stored: a log line', 'loki'),
    youngSample: stored('on disk: a sample in the first hour', 'prometheus'),
  };
}

function storeInputs({ pipeline, modes, 'growth-floods': { floods } }: Results) {
  const { tempo, loki } = modes.modes.plain;
  const { plan, measurements } = pipeline;
  const most = measurements.sustained.watch.uses.tempo?.most ?? Number.NaN;
  const perSeries = floods
    .filter(({ kind, uses }) => kind.startsWith('metric-') && uses)
    .map(({ uses, mostSeries = Number.NaN }) => (uses?.prometheus?.most ?? 0) / mostSeries);
  const [unit, source] = ['µs of CPU', 'modes.json: of a request, which has two'];
  const half = (cpu: Summary = summarize([])) => spread(cpu, 1 / ITEMS_OF_A_LIST);
  const [steady, flood] = ['pipeline.json: the steady load', 'growth-floods.json: of metrics'];
  return {
    // Under load it shares more of its work.
    tempoSpan: input('Tempo, one copy: a span', unit, `${source}; least: tuning.md, under load`, {
      ...half(tempo),
      cheapest: TEMPO_UNDER_LOAD,
    }),
    lokiLine: input('Loki, one copy: a log line', unit, source, half(loki)),
    tempoMemory: input(
      'Tempo: memory for each span a second',
      'bytes',
      steady,
      most / plan.sustained.perSecond,
    ),
    seriesMemory: input(
      'Prometheus: memory of a series',
      'bytes',
      flood,
      spread(summarize(perSeries)),
    ),
  };
}

/** What no result in docs/bench holds: bytes by OTLP. */
const SENT = {
  wireSpan: input(
    ...(['sent: a span, each trace for itself', 'bytes'] as const),
    'sampling.md: 1,194 a request (`npm run test:sampling`)',
    1194 / SPANS_OF_A_SAMPLED_REQUEST,
  ),
  wireLine: input(
    ...(['sent: a log line, 512 together', 'bytes'] as const),
    'the export that bench/otlp/log-batch.ts makes',
    95_258 / 512,
  ),
  wireSample: input(
    ...(['sent: a sample, 100 points together', 'bytes'] as const),
    'the export that bench/otlp/metric-batch.ts makes',
    24_529 / 100 / SAMPLES_OF_A_POINT,
  ),
};

/** All of it. Those with a spread have it from several rounds, or from the parts of a run. */
export const measured = (results: Results = readResults()) =>
  ({
    ...collectorInputs(results.pipeline),
    ...storeInputs(results),
    ...growthInputs(results.growth),
    ...SENT,
  }) satisfies Record<string, Input>;
