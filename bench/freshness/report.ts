// The result as text for the terminal, and as a picture.
import { bar, picture, ROW, scaleFor, text } from '../picture.ts';
import { type Summary, summarize } from '../statistics.ts';
import { row, spread, targetRow } from '../table.ts';
import { atMost, type Target } from '../targets.ts';
import type { Measurements, Row } from './measure.ts';
import { SIGNALS, type Signal } from './probes.ts';
import { SHIPPED, SILENT } from './settings.ts';

export interface Result extends Measurements {
  node: string;
  machine: string;
}

/** Seconds, of the median, without load. */
const GOALS: Record<Signal, number> = {
  'trace by id': 0.5,
  'log lines': 0.5,
  'TraceQL search': 1.5,
  counter: 2,
  'span metrics': 2,
  exemplar: 2,
};
const PAGE_GOAL = 0.8;

const secondsOf = ({ probes }: Row, signal: Signal): Summary =>
  summarize(probes.map((probe) => probe[signal]));

/** Microseconds per request that telemetry adds; undefined where nothing was sent. */
function added({ rows }: Result, { perSecond, cpu }: Row): number | undefined {
  const silent = rows.find((one) => one.title === SILENT.title && one.perSecond === perSecond);
  return perSecond > 0 && silent ? cpu.backend - silent.cpu.backend : undefined;
}

const shipped = ({ rows }: Result, perSecond: number): Row =>
  rows.find((one) => one.title === SHIPPED.title && one.perSecond === perSecond) as Row;

export function judge(result: Result): Target[] {
  const [idle, busy] = [shipped(result, 0), shipped(result, 200)];
  return [
    ...SIGNALS.map((signal) =>
      atMost(`${signal}, at most`, secondsOf(idle, signal).median, GOALS[signal], 's'),
    ),
    atMost("the page's own span, at most", summarize(result.clicks).median, PAGE_GOAL, 's'),
    atMost('CPU added to a GET at 200/s, at most', added(result, busy) ?? Number.NaN, 100, 'µs'),
    atMost('the collector without load, at most', idle.cpu.collectorShare * 100, 2, '% of a core'),
  ];
}

const cells = (result: Result, one: Row): string[] => [
  ...SIGNALS.map((signal) => (one.probes.length > 0 ? spread(secondsOf(one, signal), 2) : '')),
  added(result, one)?.toFixed(0) ?? '',
  (one.cpu.collectorShare * 100).toFixed(1),
];

/** All numbers, and whether they are what we want. */
export function report(result: Result): string {
  const { node, machine, rows, clicks } = result;
  return [
    `Node ${node}, ${machine}; seconds after the answer, median [min–max]`,
    '',
    row('', ...SIGNALS, 'µs CPU added', 'collector, %'),
    ...rows.map((one) => row(`${one.title}, ${one.perSecond}/s`, ...cells(result, one))),
    row("the page's own span, after the click", spread(summarize(clicks), 2)),
    '',
    ...judge(result).map(targetRow),
    '',
  ].join('\n');
}

/** The picture as SVG: each signal without load, as the lab is and with the other settings. */
export function plot(result: Result): string {
  const rows = result.rows.filter(({ perSecond, probes }) => perSecond === 0 && probes.length > 0);
  const most = Math.max(
    ...rows.flatMap((one) => SIGNALS.map((signal) => secondsOf(one, signal).max)),
  );
  const scale = scaleFor(most);
  const panel = 52 + rows.length * ROW;
  const panels = SIGNALS.flatMap((signal, index) => [
    text(0, 24 + index * panel, signal, 'title'),
    ...rows.map((one, place) => {
      const kind = one.title === SHIPPED.title ? 'ours' : 'other';
      const value = secondsOf(one, signal);
      const y = 36 + index * panel + place * ROW;
      return bar(y, { title: one.title, kind, value, unit: 's', digits: 2 }, scale);
    }),
  ]);
  const height = SIGNALS.length * panel + 40;
  return picture(height, 'Seconds until each signal can be seen', [
    ...panels,
    text(0, height - 16, 'Median and range, without other load.', 'small'),
  ]);
}
