// The two numbers of this lesson, now and at each moment of the last ten minutes.
import { type Point, pointsOf, samples } from '../../stores/prometheus.ts';

const WINDOW = '2m';
const requests = (more = '') =>
  `sum(rate(http_requests_total{service_name="backend"${more}}[${WINDOW}]))`;

/** As the README has them: per cent, and milliseconds. */
const QUERIES = {
  failing: `100 * (${requests(', status_code=~"5.."')} or vector(0)) / ${requests()}`,
  duration: `1000 * histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{service_name="backend"}[${WINDOW}])))`,
};
export type NumberName = keyof typeof QUERIES;

/** The objectives of prometheus/slo.yaml. */
export const ALLOWED: Record<NumberName, number> = { failing: 1, duration: 500 };
export const UNITS: Record<NumberName, string> = { failing: '%', duration: 'ms' };

/** How far a claim may be from a moment's value: rounded, and read between two samples. */
const TOLERANCE: Record<NumberName, (value: number) => number> = {
  failing: () => 0.25,
  duration: (value) => 0.1 + 0.1 * value,
};

/** The number now; undefined when there were no requests. */
export async function numberNow(name: NumberName): Promise<number | undefined> {
  const [now] = await samples(QUERIES[name]);
  return now !== undefined && Number.isFinite(now.value) ? now.value : undefined;
}

export const keeps = (name: NumberName, value: number): boolean => value <= ALLOWED[name];

/** At each fifth second of the last ten minutes. */
export function history(name: NumberName): Promise<Point[]> {
  const end = Math.ceil(Date.now() / 1000);
  return pointsOf(QUERIES[name], { start: end - 600, end, step: 5 });
}

/** Reads 4.75, 4,75, 0% or 4.8ms; NaN for anything else. */
export const readNumber = (text: string): number =>
  Number(
    text
      .trim()
      .replace(',', '.')
      .replace(/ ?(%|ms)$/, '') || Number.NaN,
  );

/** Was the number this at some moment? */
export const wasSo = (name: NumberName, claim: number, points: Point[]): boolean =>
  points.some(([, value]) => Math.abs(value - claim) <= TOLERANCE[name](value));

/** "4.7 to 5.2 ms" */
export function rangeOf(name: NumberName, points: Point[]): string {
  const values = points.map(([, value]) => value);
  const spoken = (value: number) => value.toFixed(1);
  return values.length === 0
    ? 'no value'
    : `${spoken(Math.min(...values))} to ${spoken(Math.max(...values))} ${UNITS[name]}`;
}
