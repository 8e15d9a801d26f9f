// The two speeds of the objectives' rules, as their tests see them. Written down, not taken from
// speed.ts: a test that asked the generator for its windows would agree with any windows.
import type { Minutes } from './scenario.ts';

/** The windows of production, by which the tests call them at both speeds. */
export type WindowName = '5m' | '30m' | '1h' | '2h' | '6h' | '1d' | '3d' | '30d';

export type Pace = {
  /** Before the names of suites. */
  suite: string;
  file: string;
  /** Before the names of series, and of alerts. */
  prefix: string;
  alertPrefix: string;
  /** What a minute of production takes here. */
  unit: Minutes;
  /** The shortest window, in units: the drill's is longer than a sixtieth, see speed.ts. */
  shortest: number;
  windows: Record<WindowName, string>;
  periodDays: number;
  info: string;
};

export const PRODUCTION_PACE: Pace = {
  suite: '',
  file: 'slo.yaml',
  prefix: 'slo',
  alertPrefix: '',
  unit: 1,
  shortest: 5,
  windows: {
    '5m': '5m',
    '30m': '30m',
    '1h': '1h',
    '2h': '2h',
    '6h': '6h',
    '1d': '1d',
    '3d': '3d',
    '30d': '30d',
  },
  periodDays: 30,
  info: 'sloth_slo_info',
};

export const LAB_PACE: Pace = {
  suite: 'lab-',
  file: 'slo-lab-speed.yaml',
  prefix: 'slo_lab',
  alertPrefix: 'SloLab',
  unit: 1 / 60,
  shortest: 20,
  windows: {
    '5m': '20s',
    '30m': '30s',
    '1h': '1m',
    '2h': '2m',
    '6h': '6m',
    '1d': '24m',
    '3d': '72m',
    '30d': '12h',
  },
  periodDays: 0.5,
  info: 'slo_lab_info',
};
