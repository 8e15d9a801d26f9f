// Lines over a number, such as seconds over requests, for the pictures of results.
import { gridStep } from '../evidence/report/chart.ts';
import { text, WIDTH } from './picture.ts';

export interface Line {
  title: string;
  points: [x: number, y: number][];
  /** A bound rather than a measurement: dashed. */
  bound?: boolean;
}

const LEFT = 56;
/** Room for the titles at the ends of the lines. */
const RIGHT = 210;
const HEIGHT = 210;
const BOTTOM = 24;
const TOP = 28;
/** Titles closer than this would cover each other. */
const TITLE_HEIGHT = 14;
/** Readable on white and on black. */
const COLOURS = ['#0969da', '#bc4c00', '#1a7f37', '#8250df', '#bf3989', '#9a6700', '#0f858a'];

/** How high a chart is with its title and axis. */
export const CHART_HEIGHT = HEIGHT + 24;

/** Moves titles down until none covers the one above it; keeps their order. */
export function apart(places: number[]): number[] {
  const order = places.map((_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const moved = [...places];
  let least = -Infinity;
  for (const index of order) {
    least = Math.max(moved[index] ?? 0, least + TITLE_HEIGHT);
    moved[index] = least;
  }
  return moved;
}

/** A few digits, whatever the size. */
const label = (value: number): string => String(Number(value.toPrecision(2)));

/** @param top where it begins in the picture. */
export function lineChart(top: number, title: string, unit: string, lines: Line[]): string {
  const all = lines.flatMap(({ points }) => points);
  const most = Math.max(...all.map(([, y]) => y)) || 1;
  const step = gridStep(most);
  const gridLines = Math.ceil(most / step);
  const highest = gridLines * step;
  const furthest = Math.max(...all.map(([x]) => x)) || 1;
  const x = (at: number) => LEFT + (at / furthest) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => top + HEIGHT - BOTTOM - (value / highest) * (HEIGHT - TOP - BOTTOM);
  const grid = Array.from({ length: gridLines + 1 }, (_, index) => {
    const value = step * index;
    const at = y(value).toFixed(1);
    return `<path stroke="#8c959f" stroke-opacity="0.3" d="M${LEFT} ${at}H${WIDTH - RIGHT}"/>${text(0, y(value) + 4, label(value), 'small')}`;
  });
  const places = apart(lines.map(({ points }) => y(points.at(-1)?.[1] ?? 0) + 4));
  const drawn = lines.map(({ title: name, points, bound }, index) => {
    const colour = COLOURS[index % COLOURS.length];
    const path = points
      .map(([at, value]) => `${x(at).toFixed(1)} ${y(value).toFixed(1)}`)
      .join('L');
    const dashes = bound ? ' stroke-dasharray="4 4"' : '';
    const end = `<text class="small" style="fill:${colour}" x="${WIDTH - RIGHT + 8}" y="${(places[index] ?? 0).toFixed(1)}">${name}</text>`;
    return `<path fill="none" stroke="${colour}" stroke-width="2"${dashes} d="M${path}"/>${end}`;
  });
  return [
    text(0, top + 12, `${title}, ${unit}`, 'title'),
    ...grid,
    ...drawn,
    text(LEFT, top + HEIGHT - 4, '0', 'small'),
    `<text class="small" text-anchor="end" x="${WIDTH - RIGHT}" y="${top + HEIGHT - 4}">${furthest.toLocaleString('en')} requests</text>`,
  ].join('\n');
}
