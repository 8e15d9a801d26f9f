// What the pictures of results are drawn with. Text and lines take the reader's own colours for light
// and dark.
import type { Summary } from './statistics.ts';

export const WIDTH = 760;
/** Where bars begin; their titles are to the left. */
export const LEFT = 280;
/** Room for the number after the longest bar. */
const RIGHT = 80;
const BAR = 20;
/** From one bar to the next. */
export const ROW = 32;

const STYLE = `
  text { font: 14px system-ui, sans-serif; fill: #1f2328 }
  .title { font-size: 16px; font-weight: 600 }
  .small { font-size: 12px; fill: #59636e }
  .other { fill: #8c959f }
  .ours { fill: #0969da }
  .stock { fill: #bc4c00 }
  .range { stroke: #1f2328; stroke-width: 1.5 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .small { fill: #9198a1 }
    .ours { fill: #4493f8 }
    .stock { fill: #db6d28 }
    .range { stroke: #f0f6fc }
  }`;

export const text = (x: number, y: number, words: string, kind = ''): string =>
  `<text x="${x}" y="${y}"${kind && ` class="${kind}"`}>${words}</text>`;

/** Pixels for each unit when `most` is the largest value to draw. */
export const scaleFor = (most: number): number => (WIDTH - LEFT - RIGHT) / most;

export interface Bar {
  title: string;
  /** One of the style's: ours, other, stock. */
  kind: string;
  value: Summary;
  unit: string;
  /** After the point; none if not given. */
  digits?: number;
}

/** A title, a bar for the median, a line from the least to the most, and the number. */
export function bar(
  y: number,
  { title, kind, value, unit, digits = 0 }: Bar,
  scale: number,
): string {
  const { median, min, max } = value;
  const x = (at: number) => (LEFT + at * scale).toFixed(1);
  const middle = y + BAR / 2;
  return [
    text(0, y + 15, title),
    `<rect class="${kind}" x="${LEFT}" y="${y}" width="${(median * scale).toFixed(1)}" height="${BAR}" rx="3"/>`,
    `<line class="range" x1="${x(min)}" x2="${x(max)}" y1="${middle}" y2="${middle}"/>`,
    text(LEFT + Math.max(median, max) * scale + 8, middle + 5, `${median.toFixed(digits)} ${unit}`),
  ].join('');
}

/** The whole picture; `about` is its text for those who do not see it. */
export const picture = (height: number, about: string, parts: string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${about}">`,
    `<style>${STYLE}\n</style>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
