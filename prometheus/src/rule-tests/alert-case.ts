// A case of a hand-written alert: a history in phases, a sample every fifteen seconds, and at which
// minutes the alert fires.
import type { Expectation, Scenario } from './scenario.ts';

/** A quarter of a minute: as often as Prometheus scrapes and evaluates. */
export const STEP = 0.25;

/** A series in phases: [minutes, value at each sample], or [minutes, '+', growth per minute]. */
export type Phases = (
  | [minutes: number, value: number | null]
  | [minutes: number, '+', perMinute: number]
)[];

function samplesOf(phases: Phases, step: number): (number | null)[] {
  const samples: (number | null)[] = [];
  let last = 0;
  for (const [minutes, value, perMinute] of phases) {
    for (let passed = 0; passed < minutes; passed += step) {
      if (value === '+') {
        last += perMinute * step;
        samples.push(last);
      } else {
        last = value ?? last;
        samples.push(value);
      }
    }
  }
  return samples;
}

/** At this minute so many alerts of the name fire. */
export type Fires = Record<number, number>;

/**
 * A scenario of one alert.
 * @param labels what the firing alert must carry, as in a PromQL matcher
 * @param step minutes between samples
 */
export function tell(
  alert: string,
  name: string,
  series: Record<string, Phases>,
  fires: Fires,
  labels = '',
  step = STEP,
): Scenario {
  const expectations = Object.entries(fires).map(
    ([at, count]): Expectation => ({
      at: Number(at),
      expr: `count(ALERTS{alertname="${alert}", alertstate="firing"${labels && `, ${labels}`}}) or vector(0)`,
      values: [count],
    }),
  );
  return {
    name: `${alert}: ${name}`,
    step,
    series: Object.entries(series).map(([name, phases]) => ({
      series: name,
      samples: samplesOf(phases, step),
    })),
    expectations,
  };
}

export const LOOP = 'nodejs_eventloop_utilization_ratio{service_name="backend"}';
export const UP = (job: string) => `up{job="${job}"}`;
export const REQUESTS = 'http_requests_total{service_name="backend"}';
