// The drill's rules, at the speed at which the app really sends: a sample every five seconds.
import { commonInterval, type Expectation, type Scenario } from './scenario.ts';
import { share } from './subject.ts';
import { SUBJECTS } from './traffic.ts';

const STEP = 5 / 60;
const ALERT = 'SloLabBackendAvailabilityBurn';

/** Seconds after which the page does or does not fire. */
function tell(
  name: string,
  phases: ReturnType<typeof share>[],
  fires: [seconds: number, count: number][],
): Scenario {
  const [availability] = SUBJECTS;
  if (availability === undefined) {
    throw new Error('no subject');
  }
  return {
    name: `drill: ${name}`,
    step: STEP,
    every: commonInterval(fires.map(([seconds]) => seconds / 60)),
    series: availability.series(phases, STEP),
    expectations: fires.map(
      ([seconds, count]): Expectation => ({
        at: seconds / 60,
        expr: `count(ALERTS{alertname="${ALERT}", severity="page", speed="lab", alertstate="firing"}) or vector(0)`,
        values: [count],
      }),
    ),
  };
}

export const labScenarios: Scenario[] = [
  tell(
    'failures fire within 20 seconds, and end within 40',
    [share(5, 0, 60), share(1, 100, 240), share(3, 0, 60)],
    [
      [300, 0],
      [320, 1],
      [360, 1],
      [400, 0],
    ],
  ),
  tell(
    'silence after the failures ends it too',
    [share(5, 0, 60), share(1, 100, 240), share(3, 0, 0)],
    [
      [360, 1],
      [400, 0],
    ],
  ),
  tell(
    'a share just below the limit of the fast pair, for a minute',
    [share(6, 0, 240), share(1, 14, 240)],
    [[420, 0]],
  ),
  tell(
    'four failures are no incident',
    [share(5, 0, 60), share(1, 100, 4), share(1, 0, 60)],
    [
      [345, 0],
      [370, 0],
    ],
  ),
  tell('a dead collector: no series', [], [[60, 0]]),
];
