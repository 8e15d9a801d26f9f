// The windows at two speeds: production's, and sixty times as fast for the drill.

/** Production's windows, from short to long; both speeds use these names. */
export const WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;
export type WindowName = (typeof WINDOWS)[number] | '30d';

/** A pair of windows: both must burn; the short one ends the alert. */
export interface BurnRate {
  /** Multiple of the allowed rate; at 1 the budget lasts exactly the period. */
  factor: number;
  long: WindowName;
  short: WindowName;
  severity: 'page' | 'ticket';
}

/** Share of a 30-day budget used: page 2 % and 5 %, ticket 10 % each. Source: SRE workbook, chapter 5, and Sloth's third row. */
export const BURN_RATES: BurnRate[] = [
  { factor: 14.4, long: '1h', short: '5m', severity: 'page' },
  { factor: 6, long: '6h', short: '30m', severity: 'page' },
  { factor: 3, long: '1d', short: '2h', severity: 'ticket' },
  { factor: 1, long: '3d', short: '6h', severity: 'ticket' },
];

/** What differs between production and drill. */
export interface Speed {
  /** Prefix of the series' names. */
  prefix: 'slo' | 'slo_lab';
  /** Prefix of the alerts' names; empty in production. */
  alertPrefix: '' | 'SloLab';
  /** The series that describes an objective. */
  info: string;
  /** On every series and alert of the drill, so that routes and queries can distinguish them. */
  labels: Record<string, string>;
  /** Seconds between evaluations. */
  interval: number;
  /** Duration of one of production's minutes, in seconds. */
  minute: number;
  /** Each window as PromQL writes it. */
  windows: Record<WindowName, string>;
}

const UNITS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Converts "90m" to 5400. */
export const secondsOf = (window: string): number =>
  Number(window.slice(0, -1)) * (UNITS[window.slice(-1)] ?? Number.NaN);

/** A speed's windows and period, in production's order. */
function windowsOf(names: string): Record<WindowName, string> {
  const window = names.split(' ');
  const pairs = [...WINDOWS, '30d'].map((name, index) => [name, window[index]]);
  return Object.fromEntries(pairs);
}

/** Windows of 5 minutes to 3 days, a period of 30 days. */
export const PRODUCTION: Speed = {
  prefix: 'slo',
  alertPrefix: '',
  info: 'sloth_slo_info',
  labels: {},
  interval: 30,
  minute: 60,
  windows: windowsOf('5m 30m 1h 2h 6h 1d 3d 30d'),
};

/**
 * Windows of 20 s to 72 minutes, a period of 12 hours: two minutes for an incident of two hours. All are
 * a sixtieth of production's, except the shortest: a rate needs two samples, even when one is late, so
 * it is four exports of an app that sends every 5 s; ours sends more often.
 */
export const LAB: Speed = {
  prefix: 'slo_lab',
  alertPrefix: 'SloLab',
  info: 'slo_lab_info',
  labels: { speed: 'lab' },
  interval: 5,
  minute: 1,
  windows: windowsOf('20s 30s 1m 2m 6m 24m 72m 12h'),
};
