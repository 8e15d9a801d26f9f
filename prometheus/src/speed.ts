// The windows, at two speeds: as in production, and sixty times as fast for the drill.

/** A window: as PromQL writes it, and in seconds. */
export type Window = { name: string; seconds: number };

/** How fast the budget burns is compared over two windows: the long one must agree, the short one ends it. */
export type BurnRate = {
  /** Times the allowed rate: at 1 the budget lasts exactly the period. */
  factor: number;
  long: Window;
  short: Window;
  severity: 'page' | 'ticket';
};

/** All that differs between production and drill. */
export type Speed = {
  /** Before the names of the series. */
  prefix: 'slo' | 'slo_lab';
  /** Before the names of the alerts; nothing in production. */
  alertPrefix: '' | 'SloLab';
  /** On every series and alert of the drill, so that a route or a query can tell them apart. */
  labels: Record<string, string>;
  /** Seconds between evaluations. */
  interval: number;
  /** Windows with a recorded ratio, from short to long; the first is "now". */
  windows: Window[];
  period: Window;
  burnRates: BurnRate[];
};

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
] as const;

/** Seconds as PromQL writes them, in the largest unit that divides them: 5400 is "90m". */
export function windowOf(seconds: number): Window {
  const [unit, size] = UNITS.find(([, size]) => seconds % size === 0) ?? ['s', 1];
  return { name: `${seconds / size}${unit}`, seconds };
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The page's share of a 30-day budget is 2 % and 5 %, the ticket's 10 % each. Source: SRE workbook, chapter 5, and Sloth's third row. */
const BURN_RATES = [
  { factor: 14.4, long: HOUR, short: 5 * MINUTE, severity: 'page' },
  { factor: 6, long: 6 * HOUR, short: 30 * MINUTE, severity: 'page' },
  { factor: 3, long: DAY, short: 2 * HOUR, severity: 'ticket' },
  { factor: 1, long: 3 * DAY, short: 6 * HOUR, severity: 'ticket' },
] as const;
const PERIOD = 30 * DAY;

/**
 * A rate needs two samples in its window, and should survive a late one: four exports of the app,
 * which sends every 5 s. So the drill's 5 m are 20 s, and not 5 s; all others are a sixtieth.
 */
const SHORTEST_SECONDS = 20;

function scaled(divisor: number): Pick<Speed, 'windows' | 'period' | 'burnRates'> {
  const scale = (seconds: number) => windowOf(Math.max(SHORTEST_SECONDS, seconds / divisor));
  const burnRates = BURN_RATES.map((rate) => ({
    ...rate,
    long: scale(rate.long),
    short: scale(rate.short),
  }));
  const seconds = new Set(
    burnRates.flatMap(({ long, short }) => [long, short]).map((w) => w.seconds),
  );
  return {
    windows: [...seconds].sort((a, b) => a - b).map(windowOf),
    period: scale(PERIOD),
    burnRates,
  };
}

/** Windows of 5 minutes to 3 days, a period of 30 days. */
export const PRODUCTION: Speed = {
  prefix: 'slo',
  alertPrefix: '',
  labels: {},
  interval: 30,
  ...scaled(1),
};

/** Windows of 20 s to 72 minutes, a period of 12 hours: an incident in two minutes instead of two hours. */
export const LAB: Speed = {
  prefix: 'slo_lab',
  alertPrefix: 'SloLab',
  labels: { speed: 'lab' },
  interval: 5,
  ...scaled(60),
};
