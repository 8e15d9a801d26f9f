// When the burn-rate alerts fire. The input is recorded ratios, one situation after the other. The
// limits are constants in traffic.ts. ratio-scenarios.ts tests the ratios, through-scenarios.ts both
// together.
import { type Speed, WINDOWS, type WindowName } from '../speed.ts';
import type { InputSeries } from './history.ts';
import { firing, type Scenario } from './scenario.ts';
import type { Subject } from './traffic.ts';

/** The pairs of windows, and the ratio above which each burns. */
const pairsOf = ({ limits, pages }: Subject) =>
  [
    { short: '5m', long: '1h', limit: limits.fast / 100, severity: 'page' } as const,
    { short: '30m', long: '6h', limit: limits.medium / 100, severity: 'page' } as const,
    { short: '2h', long: '1d', limit: limits.slow / 100, severity: 'ticket' } as const,
    { short: '6h', long: '3d', limit: limits.drift / 100, severity: 'ticket' } as const,
  ].filter(({ severity }) => pages || severity === 'ticket');

type Pair = ReturnType<typeof pairsOf>[number];

/** A pair's ratios and bad events; null is no sample. Other windows do not burn, but have many bad events. */
type Situation = [
  what: string,
  short: number | null,
  long: number | null,
  bad: number | null,
  fires: boolean,
];

/** Minutes between situations: more than the five in which Prometheus repeats the last sample. */
const STEP = 10;

const ABOVE = 1.03;
const BELOW = 0.97;

/** Each condition of a pair, one missed at a time. Five bad events are the fewest that alert. */
const situations = (limit: number): Situation[] => {
  const [above, below] = [limit * ABOVE, limit * BELOW];
  return [
    ['all above', above, above, 5, true],
    ['the short window is over', below, above, 5, false],
    ['the long window is not there yet', above, below, 5, false],
    ['a handful of events', above, above, 4.9, false],
    ['far above', 1, 1, 1e6, true],
    ['no ratio of the short window', null, above, 5, false],
    ['no ratio of the long window', above, null, 5, false],
    ['no count', above, above, null, false],
    ['all quiet', 0, 0, 0, false],
  ];
};

const LONG: WindowName[] = ['1h', '6h', '1d', '3d'];

/** The samples of each window, one per situation. */
type Samples = (window: WindowName) => (number | null)[];

/** What the groups before the alerts would record for an objective. */
function recorded(speed: Speed, id: string, ratio: Samples, bad: Samples): InputSeries[] {
  const series = (kind: string, window: WindowName, samples: (number | null)[]) => ({
    series: `${speed.prefix}:${kind}${speed.windows[window]}{sloth_id="${id}", sloth_window="${speed.windows[window]}"}`,
    samples,
  });
  return [
    ...WINDOWS.map((window) => series('sli_error:ratio_rate', window, ratio(window))),
    ...LONG.map((window) => series('sli_bad_events:increase', window, bad(window))),
  ];
}

/** Each situation of a pair, one after the other; another objective burns all the time. */
function aloneScenario(speed: Speed, subject: Subject, pair: Pair): Scenario {
  const { short, long, limit, severity } = pair;
  const alert = speed.alertPrefix + subject.alert;
  const cases = situations(limit);
  const always = (value: number) => () => cases.map(() => value);
  return {
    name: `${alert}: ${long} and ${short}: ${cases.map(([what]) => what).join(', ')}`,
    step: STEP,
    series: [
      ...recorded(
        speed,
        subject.id,
        (window) => cases.map((one) => (window === short ? one[1] : window === long ? one[2] : 0)),
        (window) => cases.map((one) => (window === long ? one[3] : 1000)),
      ),
      ...recorded(speed, 'another', always(1), always(1e6)),
    ],
    expectations: cases.flatMap(([, , , , fires], index) =>
      (['page', 'ticket'] as const).map((one) =>
        firing(index * STEP, alert, one, fires && one === severity),
      ),
    ),
  };
}

function togetherScenario(speed: Speed, { id, alert, pages }: Subject): Scenario {
  const name = speed.alertPrefix + alert;
  const once = (value: number) => () => [value];
  // The objective's labels stay; the window's do not, or the alert would change during an incident.
  const all = `count(ALERTS{alertname="${name}", sloth_id="${id}", sloth_window=""})`;
  return {
    name: `${name}: all pairs at once are one page and one ticket`,
    step: STEP,
    series: ['another', id].flatMap((one) => recorded(speed, one, once(1), once(1000))),
    expectations: [
      firing(0, name, 'page', pages),
      firing(0, name, 'ticket', true),
      { at: 0, expr: all, values: [pages ? 2 : 1] },
    ],
  };
}

/** Scenarios of a subject's alerts, at one speed. */
export const burnScenarios = (speed: Speed, subject: Subject): Scenario[] => [
  ...pairsOf(subject).map((pair) => aloneScenario(speed, subject, pair)),
  togetherScenario(speed, subject),
];
