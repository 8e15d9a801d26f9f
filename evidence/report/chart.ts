// A line chart as SVG. Colours and fonts come from the page's style sheet, by class, so that
// it fits the light and the dark theme.
import { clock, rounded, type Unit, withUnit } from './format.ts';
import { type Html, html } from './html.ts';
import type { Series } from './ranges.ts';

export interface Chart {
  title: string;
  unit: Unit;
  /** Seconds since 1970. */
  from: number;
  until: number;
  /** Seconds between points. */
  interval: number;
  series: Series[];
  limit?: { value: number; name: string };
}

const WIDTH = 440;
const HEIGHT = 210;
const LEFT = 66;
const RIGHT = 12;
const TOP = 14;
const BOTTOM = 28;

/** The distance between grid lines: 1, 2 or 5 times a power of ten, so that about four fit. */
export function gridStep(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(highest / 4));
  const times = highest / 4 / power;
  return power * ([1, 2, 5].find((nice) => times <= nice) ?? 10);
}

/** Positions of values, in units of the view box. */
interface Scale {
  x: (at: number) => number;
  y: (value: number) => number;
  /** The values of the grid lines. */
  grid: number[];
}

function scaleOf({ series, limit, unit, from, until }: Chart): Scale {
  const values = series.flatMap(({ points }) => points.map(([, value]) => value));
  const highest = Math.max(limit?.value ?? 0, ...values);
  const step = gridStep(highest > 0 ? highest : unit === 'share' ? 0.04 : 1);
  const lines = Math.max(1, Math.ceil(highest / step));
  return {
    x: (at) => rounded(LEFT + ((WIDTH - LEFT - RIGHT) * (at - from)) / (until - from), 1),
    y: (value) => rounded(HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * value) / (lines * step), 1),
    grid: Array.from({ length: lines + 1 }, (_, index) => index * step),
  };
}

/**
 * The line through the points, with a gap where points are more than three intervals apart: nothing
 * is known about the time between them.
 */
function path({ points }: Series, { x, y }: Scale, interval: number): string {
  return points
    .map(([at, value], index) => {
      const before = points[index - 1]?.[0] ?? -Infinity;
      return `${at - before > 3 * interval ? 'M' : 'L'}${x(at)} ${y(value)}`;
    })
    .join('');
}

function axes({ unit, from, until }: Chart, { x, y, grid }: Scale): Html {
  const values = grid.map(
    (value) =>
      html`<path class="grid" d="M${LEFT} ${y(value)}H${WIDTH - RIGHT}"/><text x="${LEFT - 6}" y="${rounded(y(value) + 4, 1)}" text-anchor="end">${withUnit(value, unit)}</text>`,
  );
  const times = ['start', 'middle', 'end'].map((anchor, index) => {
    const at = from + ((until - from) * index) / 2;
    return html`<text x="${x(at)}" y="${HEIGHT - 8}" text-anchor="${anchor}">${clock(at)}</text>`;
  });
  return html`${values}${times}`;
}

function limitLine({ limit }: Chart, { y }: Scale): Html {
  if (!limit) return html``;
  const at = y(limit.value);
  return html`<path class="limit" d="M${LEFT} ${at}H${WIDTH - RIGHT}"/><text class="limit" x="${WIDTH - RIGHT}" y="${rounded(at - 4, 1)}" text-anchor="end">${limit.name}</text>`;
}

function line(series: Series, index: number, scale: Scale, interval: number): Html {
  const [only, ...others] = series.points;
  // A path with a single point is invisible.
  if (only && others.length === 0) {
    return html`<circle class="series-${index}" cx="${scale.x(only[0])}" cy="${scale.y(only[1])}" r="3"/>`;
  }
  return html`<path class="line series-${index}" d="${path(series, scale, interval)}"/>`;
}

function legend({ series, unit }: Chart): Html {
  const entries = series.map(({ name, points }, index) => {
    const values = points.map(([, value]) => value);
    const highest = values.length === 0 ? null : Math.max(...values);
    const entry = html`<span class="series-${index}">${name}</span> last ${withUnit(values.at(-1), unit)}, highest ${withUnit(highest, unit)}`;
    return index === 0 ? entry : html`<br>${entry}`;
  });
  return html`<p class="legend">${entries}</p>`;
}

/** A figure with caption and legend; without points, a sentence instead of the picture. */
export function chart(what: Chart): Html {
  const caption = html`<figcaption>${what.title}</figcaption>`;
  if (what.series.every(({ points }) => points.length === 0)) {
    return html`<figure>${caption}<p class="nothing">No samples in this time.</p></figure>`;
  }
  const scale = scaleOf(what);
  const lines = what.series.map((series, index) => line(series, index, scale, what.interval));
  return html`<figure>${caption}<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${what.title}">${axes(what, scale)}${limitLine(what, scale)}${lines}</svg>${legend(what)}</figure>`;
}
