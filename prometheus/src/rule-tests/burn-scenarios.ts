// When the burn-rate alerts fire: fed with the recorded ratios, one situation after the other. Limits
// are in traffic.ts, written down. That the ratios are right is asked in ratio-scenarios.ts, and that
// both fit together in shape- and limit-scenarios.ts, from raw counters.
import type { Pace, WindowName } from './pace.ts';
import { type Expectation, firing, type Scenario } from './scenario.ts';
import type { Subject } from './subject.ts';

/** A pair of windows, and at which ratio it burns. */
type Pair = { short: WindowName; long: WindowName; limit: number; severity: 'page' | 'ticket' };

function pairsOf({ limits, pages }: Subject): Pair[] {
  const pairs: Pair[] = [
    { short: '5m', long: '1h', limit: limits.fast / 100, severity: 'page' },
    { short: '30m', long: '6h', limit: limits.medium / 100, severity: 'page' },
    { short: '2h', long: '1d', limit: limits.slow / 100, severity: 'ticket' },
    { short: '6h', long: '3d', limit: limits.drift / 100, severity: 'ticket' },
  ];
  return pairs.filter(({ severity }) => pages || severity === 'ticket');
}

/** The pair's own series; null is none. All other windows are quiet, with many bad events. */
type Situation = {
  what: string;
  short: number | null;
  long: number | null;
  bad: number | null;
  fires: boolean;
};

/** Minutes between situations: more than the five for which Prometheus remembers the last sample. */
const STEP = 10;

const ABOVE = 1.03;
const BELOW = 0.97;

/** Each condition of a pair, missed alone. Five bad events are the fewest that are an incident. */
const situations = (limit: number): Situation[] => {
  const [above, below] = [limit * ABOVE, limit * BELOW];
  return [
    { what: 'all above', short: above, long: above, bad: 5, fires: true },
    { what: 'the short window is over', short: below, long: above, bad: 5, fires: false },
    { what: 'the long window is not there yet', short: above, long: below, bad: 5, fires: false },
    { what: 'a handful of events', short: above, long: above, bad: 4.9, fires: false },
    { what: 'far above', short: 1, long: 1, bad: 1e6, fires: true },
    { what: 'no ratio of the short window', short: null, long: above, bad: 5, fires: false },
    { what: 'no ratio of the long window', short: above, long: null, bad: 5, fires: false },
    { what: 'no count', short: above, long: above, bad: null, fires: false },
    { what: 'all quiet', short: 0, long: 0, bad: 0, fires: false },
  ];
};

const RATIOS: WindowName[] = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];
const COUNTS: WindowName[] = ['1h', '6h', '1d', '3d'];

/** Scenarios of one subject's alerts, at one speed; another objective burns beside it all the time. */
export function burnScenarios(pace: Pace, subject: Subject): Scenario[] {
  const series = (kind: string, window: WindowName, id: string) =>
    `${pace.prefix}:${kind}${pace.windows[window]}{sloth_id="${id}", sloth_window="${pace.windows[window]}"}`;
  const alert = pace.alertPrefix + subject.alert;
  /** The value of each window in each situation, once as ratios, once as counts. */
  const scenario = (
    name: string,
    ratio: (window: WindowName) => (number | null)[],
    count: (window: WindowName) => (number | null)[],
    expectations: Expectation[],
  ): Scenario => ({
    name: `${alert}: ${name}`,
    step: STEP,
    series: [
      ...RATIOS.map((window) => ({
        series: series('sli_error:ratio_rate', window, subject.id),
        samples: ratio(window),
      })),
      ...COUNTS.map((window) => ({
        series: series('sli_bad_events:increase', window, subject.id),
        samples: count(window),
      })),
      ...RATIOS.map((window) => ({
        series: series('sli_error:ratio_rate', window, 'another'),
        samples: ratio(window).map(() => 1),
      })),
      ...COUNTS.map((window) => ({
        series: series('sli_bad_events:increase', window, 'another'),
        samples: count(window).map(() => 1e6),
      })),
    ],
    expectations,
  });
  const alone = pairsOf(subject).map(({ short, long, limit, severity }) => {
    const cases = situations(limit);
    return scenario(
      `${long} and ${short}: ${cases.map(({ what }) => what).join(', ')}`,
      (window) =>
        cases.map((one) => (window === short ? one.short : window === long ? one.long : 0)),
      (window) => cases.map((one) => (window === long ? one.bad : 1000)),
      cases.flatMap(({ fires }, index) =>
        (['page', 'ticket'] as const).map((one) =>
          firing(index * STEP, alert, one, Number(fires && one === severity)),
        ),
      ),
    );
  });
  const together = scenario(
    'all pairs at once are one page and one ticket',
    () => [1],
    () => [1000],
    [
      firing(0, alert, 'page', Number(subject.pages)),
      firing(0, alert, 'ticket', 1),
      // Whose alert it is stays; which of the windows does not, or it would change during an incident.
      {
        at: 0,
        expr: `count(ALERTS{alertname="${alert}", sloth_id="${subject.id}", sloth_window=""})`,
        values: [subject.pages ? 2 : 1],
      },
    ],
  );
  return [...alone, together];
}
