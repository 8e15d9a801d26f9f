// Queries Prometheus.
import { askJson, withParameters } from './ask.ts';
import { lab } from './lab.ts';

export interface Sample {
  labels: Record<string, string>;
  value: number;
}

/** [seconds since 1970, value] */
export type Point = [seconds: number, value: number];

type RawPoint = [number, string];
type Result = { metric: Record<string, string>; value?: RawPoint; values?: RawPoint[] }[];

async function resultOf(path: string, parameters: Record<string, string | number | undefined>) {
  const url = withParameters(`${lab.prometheus}/api/v1/${path}`, parameters);
  const { data } = await askJson<{ data: { result: Result } }>('Prometheus', url, { seconds: 20 });
  return data.result;
}

/** The samples of an instant query, at `time` (seconds since 1970) or now. */
export async function samples(query: string, time?: number): Promise<Sample[]> {
  const result = await resultOf('query', { query, time });
  return result.map(({ metric, value }) => ({ labels: metric, value: Number(value?.[1]) }));
}

/** The sum of all samples that `query` finds; 0 without any. */
export const sumOf = async (query: string): Promise<number> =>
  (await samples(`sum(${query})`))[0]?.value ?? 0;

/** The stored samples of each series in a range selector such as up[1m]. */
export async function storedPoints(
  selector: string,
): Promise<{ labels: Record<string, string>; points: Point[] }[]> {
  const result = await resultOf('query', { query: selector });
  return result.map(({ metric, values }) => ({ labels: metric, points: numbers(values) }));
}

/** The points of one series, one per `step` seconds; NaN and infinity are left out. */
export async function pointsOf(
  query: string,
  range: { start: number; end: number; step: number },
): Promise<Point[]> {
  const [series] = await resultOf('query_range', { query, ...range });
  return numbers(series?.values).filter(([, value]) => Number.isFinite(value));
}

const numbers = (values: RawPoint[] = []): Point[] =>
  values.map(([seconds, value]) => [seconds, Number(value)]);

/** Trace ids of the exemplars of the last five minutes, newest first. */
export async function exemplarTraces(query: string): Promise<string[]> {
  const now = Date.now() / 1000;
  const url = withParameters(`${lab.prometheus}/api/v1/query_exemplars`, {
    query,
    start: now - 300,
    end: now + 5,
  });
  const { data } = await askJson<{
    data: { exemplars: { labels: { trace_id?: string }; timestamp: number }[] }[];
  }>('Prometheus', url);
  const exemplars = data.flatMap((series) => series.exemplars);
  return exemplars
    .sort((a, b) => b.timestamp - a.timestamp)
    .flatMap(({ labels }) => labels.trace_id ?? []);
}

/**
 * PromQL for how much each series of a counter rose within `window` (such as 10m), in whole events.
 * rate() and increase() only estimate: they extrapolate to the edges of the window and ignore the
 * value that a series begins with. Here each second is compared with the last sample before it. A
 * lower value means that the counter restarted at 0; so does no sample in the day before. No second
 * counts less than 0. Evaluate it at a whole second. Why: docs/decisions/0011.
 */
export const riseOf = (counter: string, window: string): string =>
  `sum_over_time((${counter} - (last_over_time(${counter}[1d] offset 1s) <= ${counter} or 0 * ${counter}))[${window}:1s])`;

/**
 * When the backend last exported its metrics, milliseconds since 1970; 0 if never. Taken from
 * lab_tasks, which is in every export. An export counts every request answered before it began.
 */
export async function lastExport(): Promise<number> {
  const [latest] = await samples('max(timestamp(lab_tasks{service_name="backend"}))');
  return (latest?.value ?? 0) * 1000;
}

/** A counter's value before something is done, to compare with later. */
export interface CounterBefore {
  series: string;
  value: number;
  /** Seconds since 1970. */
  at: number;
}

/** Reads a counter (a selector of one or more series) before doing something that it counts. */
export const counterBefore = async (series: string): Promise<CounterBefore> => ({
  series,
  value: await sumOf(series),
  at: Math.floor(Date.now() / 1000),
});

const falls = (points: Point[]): boolean =>
  points.some(([, value], index) => value < (points[index - 1]?.[1] ?? 0));

/**
 * Has the counter risen? True also when it has restarted from zero since, as with the backend, and
 * has a newer sample.
 */
export async function hasRisen({ series, value, at }: CounterBefore): Promise<boolean> {
  if ((await sumOf(series)) > value) return true;
  // Not by resets(): Thanos, in the scaled lab, evens them out before it counts them.
  return (await storedPoints(`${series}[15m]`)).some(
    ({ points }) => (points.at(-1)?.[0] ?? 0) > at && falls(points),
  );
}
