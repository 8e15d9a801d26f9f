// prometheus.ts: asks Prometheus for numbers.
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

/** The sum of what `query` finds; 0 where there is nothing yet. */
export const sumOf = async (query: string): Promise<number> =>
  (await samples(`sum(${query})`))[0]?.value ?? 0;

/** The stored samples of each series that a range selector such as up[1m] takes in. */
export async function storedPoints(
  selector: string,
): Promise<{ labels: Record<string, string>; points: Point[] }[]> {
  const result = await resultOf('query', { query: selector });
  return result.map(({ metric, values }) => ({ labels: metric, points: numbers(values) }));
}

/** The points of one series, a point per `step` seconds; NaN and infinity are no points. */
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
 * PromQL for what each series of a counter rose by within `window` (such as 10m), in whole events.
 * rate() and increase() estimate: they extrapolate to the edges of the window, and do not see the
 * value that a series begins with. Each second is compared with the last sample before it. A lower
 * value is a counter that began again at 0, and so is one without a sample in the day before. No
 * second counts less than 0. To be asked at a whole second. Why so: docs/decisions/0011.
 */
export const riseOf = (counter: string, window: string): string =>
  `sum_over_time((${counter} - (last_over_time(${counter}[1d] offset 1s) <= ${counter} or 0 * ${counter}))[${window}:1s])`;

/**
 * When the backend last exported its metrics, milliseconds since 1970; 0 where it never did. Asked
 * of lab_tasks, which is in every export. What was answered before an export began is counted in it.
 */
export async function lastExport(): Promise<number> {
  const [latest] = await samples('max(timestamp(lab_tasks{service_name="backend"}))');
  return (latest?.value ?? 0) * 1000;
}

/** A counter of one question: its value before, to be compared with later. */
export interface CounterBefore {
  series: string;
  value: number;
  /** Seconds since 1970. */
  at: number;
}

/** Reads a counter, a selector of one or more series, before something is done that it counts. */
export const counterBefore = async (series: string): Promise<CounterBefore> => ({
  series,
  value: await sumOf(series),
  at: Math.floor(Date.now() / 1000),
});

/**
 * Has the counter risen? Also when it began again from zero meanwhile, as after a restart of the
 * backend, and has a sample from after that time.
 */
export async function hasRisen({ series, value, at }: CounterBefore): Promise<boolean> {
  if ((await sumOf(series)) > value) return true;
  const [restarted] = await samples(
    `count(resets(${series}[15m]) > 0 and timestamp(${series}) > ${at})`,
  );
  return (restarted?.value ?? 0) > 0;
}
