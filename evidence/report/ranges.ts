// Queries rate, errors and duration over the window, and what each part of the lab used.
import { type Point, pointsOf } from '../../stores/prometheus.ts';
import type { Unit } from './format.ts';

export interface Series {
  name: string;
  unit: Unit;
  /** One per interval. Intervals do not overlap, so they are independent observations. */
  points: Point[];
}

const BACKEND = 'service_name="backend"';
// Seconds: a rate over scrapes every 15 s needs this much.
const SCRAPED_INTERVAL = 45;

/** A query contains INTERVAL, the time between two points. */
interface Question {
  name: string;
  unit: Unit;
  query: string;
  /** The shortest interval, in seconds. */
  shortest?: number;
}

const requests = (more: string): string =>
  `sum(rate(http_requests_total{${BACKEND}${more}}[INTERVAL]))`;

const QUESTIONS: Question[] = [
  { name: 'rate', unit: 'requests/s', query: requests('') },
  {
    name: 'errors',
    unit: 'share',
    // Before the first failure there is no series of failures; that means 0, not unknown.
    query: `(${requests(', status_code=~"5.."')} or 0 * ${requests('')}) / ${requests('')}`,
  },
  ...[50, 95, 99].map(
    (quantile): Question => ({
      name: `p${quantile}`,
      unit: 's',
      query: `histogram_quantile(0.${quantile}, sum by (le) (rate(http_request_duration_seconds_bucket{${BACKEND}}[INTERVAL])))`,
    }),
  ),
  { name: 'backend heap', unit: 'bytes', query: `sum(v8js_memory_heap_used_bytes{${BACKEND}})` },
  {
    name: 'backend cpu',
    unit: 'cores',
    query: `max(nodejs_eventloop_utilization_ratio{${BACKEND}})`,
  },
  {
    name: 'otel-collector memory',
    unit: 'bytes',
    query: 'max({__name__=~"otelcol_process_memory_rss(_bytes)?"})',
  },
  {
    name: 'otel-collector cpu',
    unit: 'cores',
    query: 'max(rate({__name__=~"otelcol_process_cpu_seconds(_total)?"}[INTERVAL]))',
  },
  ...['tempo', 'prometheus', 'loki'].flatMap((job): Question[] => [
    {
      name: `${job} memory`,
      unit: 'bytes',
      query: `max(process_resident_memory_bytes{job="${job}"})`,
    },
    {
      name: `${job} cpu`,
      unit: 'cores',
      query: `max(rate(process_cpu_seconds_total{job="${job}"}[INTERVAL]))`,
      shortest: SCRAPED_INTERVAL,
    },
  ]),
];

/** The window of a report. */
export interface Window {
  /** Its end, seconds since 1970. */
  until: number;
  seconds: number;
  /** Seconds between two points. */
  interval: number;
}

/** Prometheus' answer to each question; without points when it does not answer. */
export const allRanges = ({ until, seconds, interval }: Window): Promise<Series[]> =>
  Promise.all(
    QUESTIONS.map(async ({ name, unit, query, shortest = 0 }) => {
      const step = Math.max(interval, shortest);
      const range = { start: until - seconds + step, end: until, step };
      const points = await pointsOf(query.replaceAll('INTERVAL', `${step}s`), range).catch(
        () => [],
      );
      return { name, unit, points };
    }),
  );
