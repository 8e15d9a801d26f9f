// The result of a run, as it is written to docs/bench/start.json.
import { type Summary, summarize } from '../statistics.ts';
import type { Start, Way } from './checkout.ts';

/** All starts of one checkout in one way. */
export interface Series {
  checkout: string;
  way: Way;
  starts: Start[];
}

export interface Result {
  node: string;
  machine: string;
  runs: number;
  series: Series[];
}

/** What `npm start` does after all services are healthy: it waits for the first signals. */
const AFTERWARDS = 'first trace, log and metric';

/** Seconds until all services are healthy, of each start. */
export const untilHealthy = ({ starts }: Series): number[] =>
  starts.map(({ total, steps }) => total - (steps[AFTERWARDS] ?? 0));

/** The titles of the steps, or the names of the services, in the order of the first start. */
const keysOf = (starts: Start[], part: 'steps' | 'services'): string[] =>
  Object.keys(starts[0]?.[part] ?? {});

/** Seconds of each step. */
export const stepTimes = ({ starts }: Series): [title: string, Summary][] =>
  keysOf(starts, 'steps').map((title) => [
    title,
    summarize(starts.map(({ steps }) => steps[title] ?? Number.NaN)),
  ]);

/** From the call: when each container was started, and when it was healthy. */
export const serviceTimes = ({
  starts,
}: Series): { service: string; started: Summary; healthy: Summary }[] =>
  keysOf(starts, 'services').map((service) => {
    const times = starts.flatMap(({ services }) => services[service] ?? []);
    return {
      service,
      started: summarize(times.map(({ started }) => started)),
      healthy: summarize(times.map(({ healthy }) => healthy)),
    };
  });
